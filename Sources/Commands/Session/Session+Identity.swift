import GitStore
import Settings

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

extension Session {
    /// Who commits, as git finds it out (git-commit(1), "COMMIT INFORMATION"); an author that the configuration names
    /// comes first, and Pinnace itself last. What vouches for it: ``signer(_:_:committer:_:)``.
    func identity(
        _ settings: CommitSettings, _ git: GitOptions, _ repository: GitRepository?
    ) async throws -> GitIdentity {
        let time = Date()
        let author = await person("author", repository)
        let committer = await person("committer", repository)
        let name = settings.author?.name ?? author.name ?? "Pinnace"
        let email = settings.author?.email ?? author.email ?? "pinnace@pinnace.dev"
        let signature = GitSignature(
            name: committer.name ?? name, email: committer.email ?? email, time: time)
        return GitIdentity(
            author: GitSignature(name: name, email: email, time: time),
            committer: signature,
            signer: try await signer(settings.sign, git, committer: signature, repository)
        )
    }

    /// Who runs this, for a hold: `Name <address>` as git knows it.
    func committer(_ repository: GitRepository) async -> String? {
        let person = await person("committer", repository)
        let words = [person.name, person.email.map { "<\($0)>" }].compactMap(\.self)
        return words.isEmpty ? nil : words.joined(separator: " ")
    }

    /// - Parameter role: `author` or `committer`.
    private func person(_ role: String, _ repository: GitRepository?) async -> (name: String?, email: String?) {
        (await word("name", role, repository), await word("email", role, repository))
    }

    private func word(_ key: String, _ role: String, _ repository: GitRepository?) async -> String? {
        if let text = environment["GIT_\(role)_\(key)".uppercased()], !text.isEmpty { return text }
        for section in [role, "user"] {
            if let text = try? await repository?.configuration("\(section).\(key)"), !text.isEmpty { return text }
        }
        return nil
    }
}
