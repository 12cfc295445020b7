import Testing

@testable import GitStore

struct PushOutcomeTests {
    @Test(arguments: [
        "failed to update ref", "fetch first", "non-fast-forward", "stale info", "reference already exists",
        "incorrect old value provided", "cannot lock ref 'refs/heads/main': is at 1 but expected 2",
    ])
    func `a lost race`(_ refusal: String) {
        #expect(GitPushOutcome(refusal: refusal, serverText: "whatever") == .lost(tip: nil))
    }

    @Test(arguments: [
        "pre-receive hook declined", "protected branch hook declined", "branch is currently checked out",
        "push to main is prohibited: fetch first from staging", "unpacker error",
    ])
    func `a rule`(_ refusal: String) {
        #expect(GitPushOutcome(refusal: refusal, serverText: "") == .rejected(refusal))
    }

    @Test func `server text is bounded, plain and without counters`() {
        var text = ServerText()
        text.append("Resolving deltas:  50% (1/2)\rResolving deltas: 100% (2/2), done.\n".utf8)
        text.append("\u{1B}[1mGH006: Protected branch\u{7}\r\n\n  See the docs \n".utf8)
        #expect(text.description == "[1mGH006: Protected branch; See the docs")
        text.append(String(repeating: "x", count: 10_000).utf8)
        #expect(text.description.utf8.count <= ServerText.limit)
        #expect(!text.hasRoom)
    }
}
