import Testing

@testable import Reconciliation

@Suite struct CommitTrailersTests {
    private static let change = #"{"file":"a.yaml","field":"image","from":"a:1","to":"a:2"}"#

    @Test func itReadsWhatItKnowsAndPassesOverTheRest() {
        let trailers = CommitTrailers(
            """
            Pin a

            Pinnace-Operation: reconcile
            Pinnace-Reason: because: of that
            Pinnace-Change: \(Self.change)
            Pinnace-Change: {"file":
            Pinnace-Change: []
            Signed-off-by: Ana <ana@example.com>
            pinnace-operation: other

            """)
        #expect(trailers.operation == "reconcile")
        #expect(trailers.reason == "because: of that")
        #expect(trailers.changes.map(\.file) == ["a.yaml"])
        #expect(trailers.changes.first?.rule == nil)
    }

    @Test func aForgesLineEndsDoNotHideThem() {
        let trailers = CommitTrailers("Pin\r\n\r\nPinnace-Operation: reconcile\r\nPinnace-Change: \(Self.change)\r\n")
        #expect(trailers.operation == "reconcile")
        #expect(trailers.changes.count == 1)
    }

    /// A squash puts several messages into one.
    @Test func theyAreFoundInTheMiddleOfAMessage() {
        let trailers = CommitTrailers(
            "Merge (#7)\n\n* Pin a\n\nPinnace-Operation: reconcile\nPinnace-Change: \(Self.change)\n\n* Mend a comment\n"
        )
        #expect(trailers.operation == "reconcile")
        #expect(trailers.changes.count == 1)
    }

    @Test func peoplesMessagesHaveNone() {
        let trailers = CommitTrailers("Raise the replicas: 3 of them\n\nSee Pinnace-Operation: reconcile\n")
        #expect(trailers.operation == nil)
        #expect(trailers.changes.isEmpty)
    }
}
