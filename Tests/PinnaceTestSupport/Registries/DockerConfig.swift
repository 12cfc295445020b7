import Foundation

/// A directory for `DOCKER_CONFIG` with one `config.json`: the credentials that a client is given.
package struct DockerConfig: Sendable {
    /// User name and password by registry host, as `docker login` would write them.
    package let accounts: [String: (user: String, password: String)]

    package init(_ accounts: [String: (user: String, password: String)]) {
        self.accounts = accounts
    }

    /// Writes `config.json` and gives the directory back.
    @discardableResult
    package func write(to directory: String) throws -> String {
        let auths = accounts.mapValues { account in
            ["auth": Data("\(account.user):\(account.password)".utf8).base64EncodedString()]
        }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
        try encoder.encode(["auths": auths]).write(to: URL(fileURLWithPath: "\(directory)/config.json"))
        return directory
    }
}
