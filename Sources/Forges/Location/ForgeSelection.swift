import HTTPTransport

#if canImport(FoundationEssentials)
    package import FoundationEssentials
#else
    package import Foundation
#endif

/// Which forge a repository belongs to, and where it is asked.
///
/// Hosts that everybody knows stand in the code; others are the operator's word, told on the command line or by the
/// environment of a CI system. Nothing that is written in a repository counts.
package struct ForgeSelection: Hashable, Sendable {
    /// What the operator says of the repository that is worked on.
    package struct Told: Hashable, Sendable {
        package let kind: ForgeKind
        /// `nil`: where this kind of forge is asked on the host of the git URL.
        package let api: URL?

        /// Reads `gitlab`, or `github=https://ghe.example.com/api/v3`.
        ///
        /// - Throws: `.invalidSetting`
        package init(_ text: String, subject: String) throws(ForgeError) {
            let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard let kind = ForgeKind(rawValue: String(parts[0])) else {
                let known = ForgeKind.allCases.map(\.rawValue).joined(separator: ", ")
                throw ForgeError(.invalidSetting, subject: subject, "'\(parts[0])' is not one of \(known)")
            }
            self.kind = kind
            api = parts.count > 1 ? try ForgeSelection.address(String(parts[1]), subject) : nil
        }
    }

    private let told: Told?
    private let environment: [String: String]

    /// - Parameter told: outranks everything else.
    package init(told: Told?, environment: [String: String]) {
        self.told = told
        self.environment = environment
    }

    /// The repository behind a git URL.
    ///
    /// - Throws: `.unknownForge`, with how to tell it.
    package func repository(_ git: ForgeGitURL) throws(ForgeError) -> ForgeRepository {
        let (kind, api) = try place(git)
        let path = try git.path(below: Self.root(of: api, kind), of: kind)
        return ForgeRepository(kind: kind, api: api, host: git.host, path: path)
    }

    private func place(_ git: ForgeGitURL) throws(ForgeError) -> (ForgeKind, URL) {
        if let told {
            if let api = told.api { return (told.kind, api) }
            if let known = try Self.known(git), known.kind == told.kind { return known }
            return (told.kind, try Self.usual(told.kind, git))
        }
        if let known = try Self.known(git) { return known }
        if let own = try ownServer(git) { return own }
        throw ForgeError(
            .unknownForge, subject: git.authority,
            "which forge this is is not known; say --forge KIND or PINNACE_FORGE=KIND, with KIND one of "
                + ForgeKind.allCases.map(\.rawValue).joined(separator: ", ")
                + ", or KIND=URL with the address of its API")
    }

    private static func known(_ git: ForgeGitURL) throws(ForgeError) -> (kind: ForgeKind, api: URL)? {
        guard git.hasUsualPort else { return nil }
        switch git.host {
        case "github.com", "www.github.com", "ssh.github.com": return (.github, try address("https://api.github.com"))
        case "gitlab.com", "altssh.gitlab.com": return (.gitlab, try address("https://gitlab.com/api/v4"))
        case "codeberg.org", "gitea.com": return (.gitea, try address("https://\(git.host)/api/v1"))
        case "bitbucket.org", "altssh.bitbucket.org":
            return (.bitbucket, try address("https://api.bitbucket.org/2.0"))
        case "dev.azure.com", "ssh.dev.azure.com": return (.azure, try address("https://dev.azure.com"))
        case _ where git.host.hasSuffix(".visualstudio.com"): return (.azure, try address("https://dev.azure.com"))
        case _ where git.host.hasSuffix(".ghe.com"): return (.github, try address("https://api.\(git.host)"))
        default: return nil
        }
    }

    /// CI systems tell their jobs where they are.
    private func ownServer(_ git: ForgeGitURL) throws(ForgeError) -> (ForgeKind, URL)? {
        if let server = environment["GITHUB_SERVER_URL"], git.isOn(server), let api = environment["GITHUB_API_URL"] {
            let isGitea = [environment["GITEA_ACTIONS"], environment["FORGEJO_ACTIONS"]].contains("true")
            return (isGitea ? .gitea : .github, try Self.address(api, "GITHUB_API_URL"))
        }
        if let server = environment["CI_SERVER_URL"], git.isOn(server), let api = environment["CI_API_V4_URL"] {
            return (.gitlab, try Self.address(api, "CI_API_V4_URL"))
        }
        return nil
    }

    /// Where a server of one's own is asked, as it is installed unless somebody changes it.
    private static func usual(_ kind: ForgeKind, _ git: ForgeGitURL) throws(ForgeError) -> URL {
        switch kind {
        case .github: try address("\(git.webOrigin)/api/v3")
        case .gitlab: try address("\(git.webOrigin)/api/v4")
        case .gitea: try address("\(git.webOrigin)/api/v1")
        case .azure: try address(git.webOrigin)
        case .bitbucket:
            throw ForgeError(
                .unknownForge, subject: git.authority, "only Bitbucket Cloud is spoken to, which is at bitbucket.org")
        }
    }

    private static func address(_ text: String, _ subject: String = "forge") throws(ForgeError) -> URL {
        var text = text
        while text.hasSuffix("/") { text.removeLast() }
        guard let url = URL(string: text), HTTPOrigin(url) != nil, url.user() == nil, url.query() == nil,
            url.fragment() == nil
        else {
            throw ForgeError(
                .invalidSetting, subject: subject, "it is not an http or https address without user and query")
        }
        return url
    }

    /// What stands before the paths of repositories, where the forge is not at the top of its host.
    private static func root(of api: URL, _ kind: ForgeKind) -> String {
        let path = api.path()
        let tails: [ForgeKind: String] = [
            .github: "/api/v3", .gitlab: "/api/v4", .gitea: "/api/v1", .bitbucket: "/2.0",
        ]
        guard let tail = tails[kind], path.hasSuffix(tail) else { return path }
        return String(path.dropLast(tail.count))
    }
}
