import HTTPTransport

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// The parts of a git URL that tell a forge and a repository on it.
package struct ForgeGitURL: Hashable, Sendable {
    /// `http`, `https` or `ssh`.
    private let scheme: String
    let host: String
    private let port: Int?
    private let path: String

    package init(scheme: String, host: String, port: Int?, path: String) {
        self.scheme = scheme
        self.host = host.lowercased()
        self.port = port
        self.path = path
    }

    var authority: String { host + (port.map { ":\($0)" } ?? "") }

    /// SSH is reached by other ports, such as 443 at `ssh.github.com`.
    var hasUsualPort: Bool { scheme == "ssh" || port == nil || port == (scheme == "https" ? 443 : 80) }

    /// Where the web pages are. SSH's port says nothing of it; plain HTTP is what the operator's own URL says.
    var webOrigin: String {
        let name = host.contains(":") ? "[\(host)]" : host
        return scheme == "ssh" ? "https://\(name)" : "\(scheme)://\(name)" + (port.map { ":\($0)" } ?? "")
    }

    func isOn(_ server: String) -> Bool {
        guard let origin = URL(string: server).flatMap(HTTPOrigin.init) else { return false }
        if scheme == "ssh" { return origin.host == host }
        return origin == URL(string: webOrigin).flatMap(HTTPOrigin.init)
    }

    /// - Throws: `.unknownForge` where the path is not one of a repository.
    func path(below root: String, of kind: ForgeKind) throws(ForgeError) -> [String] {
        var text = path.hasPrefix("/") ? path : "/\(path)"
        if scheme != "ssh", !root.isEmpty, text.hasPrefix(root + "/") { text = String(text.dropFirst(root.count)) }
        if scheme != "ssh" { text = URL(string: "http://host\(text)")?.path(percentEncoded: false) ?? text }
        while text.hasSuffix("/") { text.removeLast() }
        if kind != .azure, text.hasSuffix(".git") { text.removeLast(4) }
        let parts = text.split(separator: "/").map(String.init)
        let found = kind == .azure ? azure(parts) : parts
        let isWhole = kind == .gitlab ? found.count >= 2 : found.count == (kind == .azure ? 3 : 2)
        guard isWhole, !found.contains(where: { [".", ".."].contains($0) }) else {
            let shape = kind == .azure ? "organisation, project and repository" : "an owner and a repository"
            throw ForgeError(.unknownForge, subject: authority, "'\(path)' does not name \(shape)")
        }
        return found
    }

    /// `org/project/_git/repo`, `org/_git/repo`, `v3/org/project/repo` over SSH, and `org.visualstudio.com`.
    private func azure(_ parts: [String]) -> [String] {
        if scheme == "ssh" { return parts.first == "v3" ? Array(parts.dropFirst()) : parts }
        var parts = parts
        let mark = ".visualstudio.com"
        if host.hasSuffix(mark) {
            if parts.first == "DefaultCollection" { parts.removeFirst() }
            parts.insert(String(host.dropLast(mark.count)), at: 0)
        }
        guard let git = parts.firstIndex(of: "_git") else { return [] }
        parts.remove(at: git)
        if parts.count == 2 { parts.insert(parts[1], at: 1) }
        return parts
    }
}
