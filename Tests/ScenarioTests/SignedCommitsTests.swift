import PinnaceTestSupport
import Testing

/// The repository may want signatures and say of what kind; the key is the operator's.
@Suite struct SignedCommitsTests {
    private static let wish =
        #"commit: {sign: ssh, subject: "fix: {names}", body: "{changes} in {files}\n\n{details}"}"#

    @Test func everyCommitIsSigned() async throws {
        let repository = try await SignedRepository(commit: Self.wish)
        let key = repository.key.path
        try await repository.pinnace("reconcile", "--commit", "--signing-key", "ssh:\(key)").checked()
        let variable = ["PINNACE_SIGNING_KEY": key]
        try repository.move(to: "second")
        try await repository.pinnace("reconcile", "--push", environment: variable).checked()
        try await repository.pinnace("rollback", "--image", "amber", "--push", environment: variable).checked()
        try await repository.pinnace("release", "--image", "amber", environment: variable).checked()
        try await repository.pinnace("hold", "--image", "amber", "--push", environment: variable).checked()
        let verdicts = try await repository.verdicts(6)
        #expect(verdicts.prefix(5).allSatisfy { $0.hasPrefix("G ") } && verdicts[5] == "N Begin", "\(verdicts)")
        #expect(verdicts[4] == "G fix: amber:stable")
        let message = try await repository.clone.message("HEAD~4")
        #expect(message.hasPrefix("fix: amber:stable\n\n1 in 1\n\nfrom registry.example.com/amber:stable\n  to "))
        #expect(message.contains("\n\nPinnace-Operation: reconcile\nPinnace-Change: {"))
    }

    @Test(arguments: ["", "commit: {sign: any}"]) func gitsOwnSettingsAreHonoured(wish: String) async throws {
        let repository = try await SignedRepository(commit: wish) { scratch in
            "\tsigningKey = \(scratch.path("signing-key"))\n[gpg]\n\tformat = ssh\n[commit]\n\tgpgSign = yes\n"
        }
        try await repository.pinnace("reconcile", "--push").checked()
        #expect(try await repository.verdicts(1) == ["G Pin amber:stable in 1 file"])
    }

    @Test func nobodyAsksAndNothingIsSigned() async throws {
        let repository = try await SignedRepository(commit: "") { scratch in
            "\tsigningKey = \(scratch.path("signing-key"))\n[gpg]\n\tformat = ssh\n"
        }
        try await repository.pinnace("reconcile", "--commit").checked()
        #expect(try await repository.verdicts(1) == ["N Pin amber:stable in 1 file"])
    }

    @Test(
        arguments: [
            (
                [], "",
                "commit.sign: the repository wants commits with a signature of kind ssh, and no key is named: say "
                    + "--signing-key or PINNACE_SIGNING_KEY, or set user.signingKey and gpg.format in git's settings"
            ),
            (
                ["--signing-key", "openpgp:release"], "",
                "commit.sign: the repository wants commits with a signature of kind ssh, and the key that is named is of "
                    + "kind openpgp"
            ),
            (
                ["--signing-key", "release"], "",
                "--signing-key: 'release' shows no kind of key; write ssh:FILE, or openpgp: and a fingerprint"
            ),
            (
                [], "[gpg]\n\tformat = ssh\n[commit]\n\tgpgSign = true\n",
                "commit.sign: the repository wants commits with a signature of kind ssh, and no key is named: say "
                    + "--signing-key or PINNACE_SIGNING_KEY, or set user.signingKey and gpg.format in git's settings"
            ),
        ] as [([String], String, String)])
    func withoutTheRightKeyNothingIsCommitted(options: [String], settings: String, message: String) async throws {
        let repository = try await SignedRepository(commit: Self.wish) { _ in settings }
        let result = try await repository.reconcile(options)
        #expect(result.status == 78)
        #expect(result.errors == "pinnace: \(message)\n")
        try await repository.expectNothingDone()
    }

    @Test func aProgramThatFailsLeavesNothing() async throws {
        let repository = try await SignedRepository(commit: Self.wish)
        let result = try await repository.reconcile(["--signing-key", "/nowhere/key"])
        #expect(result.status == 1)
        #expect(
            result.errors.hasPrefix("pinnace: cannot sign the commit: ssh-keygen: ")
                && result.errors.hasSuffix("check the signing key '/nowhere/key'. Nothing was committed\n"))
        try await repository.expectNothingDone()
    }

    @Test func aTemplateWithAnUnknownPlaceIsWrong() async throws {
        let repository = try await SignedRepository(commit: #"commit: {subject: "fix: {image}"}"#)
        let result = try await repository.reconcile([])
        #expect(result.status == 78)
        #expect(
            result.errors
                == "pinnace: .pinnace/config.yaml:3:19: there is no '{image}'; there is {changes}, {images}, {files}, "
                + "{names}, {details} (character 6 of the text)\n")
        try await repository.expectNothingDone()
    }
}

extension SignedRepository {
    fileprivate func reconcile(_ options: [String]) async throws -> Command.Result {
        try await pinnace(["reconcile", "--commit"] + options)
    }

    fileprivate func expectNothingDone() async throws {
        #expect(try await clone.history().count == 1)
        #expect(try await clone.isClean)
    }
}
