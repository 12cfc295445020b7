import GitStore
import PinnaceTestSupport
import Testing

@testable import Commands

/// The address and the branch that stand in a job's file.
@Suite struct JobHomeTests {
    private static let unknown = "https://git.example.com/team/config.git"

    @Test(
        arguments: [
            ("https://github.com/shop/config.git", "https://github.com/shop/config.git"),
            ("https://ana:token@github.com/shop/config", "https://github.com/shop/config"),
            ("git@github.com:shop/config.git", "https://github.com/shop/config.git"),
            ("ssh://git@gitlab.example.com:2222/shop/config.git", "https://gitlab.example.com/shop/config.git"),
            ("/srv/config.git", unknown), ("http://internal/config.git", unknown),
            ("https://github.com/$(id)/config", unknown), ("", unknown), (nil, unknown),
        ] as [(String?, String)])
    func anAddressIsWithoutSecrets(remote: String?, url: String) {
        #expect(ScheduledJob.Home(url: remote, branch: nil).url == url)
    }

    @Test(arguments: [("main", "main"), ("release/2.x", "release/2.x"), ("a\"; id", "main"), ("1.0", "1.0")])
    func aBranchIsAWord(branch: String, expected: String) {
        #expect(ScheduledJob.Home(url: nil, branch: branch).branch == expected)
    }

    /// Not the one that somebody works on.
    @Test func theBranchIsTheRemotesOwn() async throws {
        let origin = try await GitFixture.make(["a.yaml": "a: 1\n"])
        let clone = try await GitFixture.clone(origin.path)
        try await clone.git("checkout", "--quiet", "-b", "begin-with-pinnace")
        let repository = try await GitRepository.open(clone.path)
        #expect(try await repository.jobHome().branch == "main")
        let alone = try await GitFixture.make(["a.yaml": "a: 1\n"])
        try await alone.git("checkout", "--quiet", "-b", "trunk")
        #expect(try await GitRepository.open(alone.path).jobHome().branch == "trunk")
    }
}
