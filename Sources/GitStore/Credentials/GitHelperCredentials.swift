internal import HTTPTransport
internal import Subprocess
internal import SystemPackage

/// What the user's git would use: asks `git credential fill`, and with it the configured helpers. Nobody is prompted.
package struct GitHelperCredentials: GitCredentialProvider {
    private let environment: [String: String]
    private let directory: String?

    private static let limitBytes = 64 << 10

    /// - Parameters:
    ///   - environment: what git sees (`PATH`, `HOME`, `GIT_ASKPASS`…).
    ///   - directory: a work tree whose own settings count as well.
    package init(_ environment: [String: String], directory: String? = nil) {
        self.environment = environment
        self.directory = directory
    }

    package func credential(for url: GitRemoteURL) async -> GitCredential? {
        guard let answer = await fill(question(url)) else { return nil }
        let fields = Dictionary(
            answer.split(separator: "\n").compactMap { line -> (Substring, Substring)? in
                line.firstIndex(of: "=").map { (line[..<$0], line[line.index(after: $0)...]) }
            }, uniquingKeysWith: { $1 })
        // A helper that answers for another host answers another question.
        guard let password = fields["password"], fields["host"].map({ $0 == url.authority }) ?? true else { return nil }
        return .basic(user: String(fields["username"] ?? ""), password: Secret(String(password)))
    }

    /// The format of git-credential(1). Neither part can hold a line end; the URL refuses them.
    private func question(_ url: GitRemoteURL) -> String {
        var lines = ["protocol=\(url.scheme)", "host=\(url.authority)", "path=\(url.path.drop { $0 == "/" })"]
        if let user = url.user { lines.append("username=\(user)") }
        return lines.map { $0 + "\n" }.joined() + "\n"
    }

    /// `nil` where git is not installed, knows nothing or would have to ask.
    private func fill(_ question: String) async -> String? {
        var variables = Dictionary(
            uniqueKeysWithValues: environment.compactMap { name, value in
                Environment.Key(rawValue: name).map { ($0, value) }
            })
        variables["GIT_TERMINAL_PROMPT"] = "0"
        variables["SSH_ASKPASS"] = nil
        let result = try? await run(
            .name("git"), arguments: ["credential", "fill"], environment: .custom(variables),
            workingDirectory: directory.map { FilePath($0) }, input: .string(question),
            output: .string(limit: Self.limitBytes), error: .discarded)
        guard let result, result.terminationStatus.isSuccess else { return nil }
        return result.standardOutput
    }
}
