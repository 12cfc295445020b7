/// What a delivery is about: a place to look at again. Nothing else of it is believed.
enum WebhookHint: Hashable, Sendable {
    /// A config repository was pushed to; its addresses, as the sender spells them.
    case repository(addresses: [String])
    /// Something was pushed to a registry.
    case registry(host: String)
    /// The sender says that it works, or tells of something that is not for us.
    case none
}

extension WebhookHint {
    func concerns(_ resource: ConfigRepository) -> Bool {
        switch self {
        case .repository(let addresses):
            let own = RepositoryAddress(resource.spec.url)
            return addresses.contains { RepositoryAddress($0) == own }
        case .registry(let host): return resource.status?.registries?.contains(host.lowercased()) == true
        case .none: return false
        }
    }
}

/// Where a repository is, however its URL is spelled: `https://…/a/b.git`, `ssh://git@…/a/b` and `git@…:a/b` are one.
struct RepositoryAddress: Hashable, Sendable {
    private let host: String
    private let path: String

    init(_ text: String) {
        var rest = text[...]
        if let mark = rest.firstRange(of: "://") {
            rest = rest[mark.upperBound...]
        } else if let colon = rest.firstIndex(of: ":"), !rest[..<colon].contains("/") {
            rest = rest[..<colon] + "/" + rest[rest.index(after: colon)...]
        }
        let slash = rest.firstIndex(of: "/") ?? rest.endIndex
        let authority = rest[..<slash].split(separator: "@").last ?? ""
        host = authority.split(separator: ":").first.map { $0.lowercased() } ?? ""
        let words = rest[slash...].split(separator: "/").joined(separator: "/")
        path = words.hasSuffix(".git") ? String(words.dropLast(4)) : words
    }
}
