/// Names under which the dashboard may be asked for.
///
/// A page elsewhere could give its own name this machine's address, and read what is served here in the browser of somebody
/// who may see it. It cannot do so under a number, or under a name that only the cluster or this machine resolves.
struct ServedNames: Sendable {
    /// Names besides those that are always fine, without a port.
    let others: Set<String>

    /// - Parameter authority: the header `Host`; `nil` where there was none, which no browser does.
    func contains(_ authority: String?) -> Bool {
        guard let authority else { return true }
        let name = Self.name(authority.lowercased())
        guard let name else { return false }
        return Self.isNumber(name) || !name.contains(".") || Self.isInside(name) || others.contains(name)
    }

    /// Without port and last dot; `nil` for what is none.
    private static func name(_ authority: String) -> String? {
        if authority.hasPrefix("[") { return authority.contains("]") ? "[" : nil }
        let parts = authority.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count <= 2, let name = parts.first, !name.isEmpty else { return nil }
        return String(name.hasSuffix(".") ? name.dropLast() : name)
    }

    /// An IPv6 address in brackets, or an IPv4 address.
    private static func isNumber(_ name: String) -> Bool {
        if name == "[" { return true }
        let parts = name.split(separator: ".", omittingEmptySubsequences: false)
        return parts.count == 4 && parts.allSatisfy { part in UInt8(part) != nil && !part.hasPrefix("+") }
    }

    /// A service of the cluster, or this machine.
    private static func isInside(_ name: String) -> Bool {
        [".svc", ".svc.cluster.local", ".localhost"].contains { name.hasSuffix($0) }
    }
}
