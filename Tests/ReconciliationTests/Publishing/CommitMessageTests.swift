import GitStore
import ImageModel
import Manifests
import Planning
import Testing

@testable import Reconciliation

@Suite struct CommitMessageTests {
    private static func draft(_ references: PlannedReference..., holds: [Hold] = []) -> Reconciler.Draft {
        let plan = Plan(revision: nil, files: references.count, references: references, findings: [])
        return Reconciler.Draft(plan: plan, changes: [], holds: holds)
    }

    @Test func itTellsPeopleAndPrograms() {
        let message = CommitMessage.reconcile(Self.draft(ReportSamples.change))
        let to = "us-docker.pkg.dev/p/app:1.0.0@\(ReportSamples.pin)"
        #expect(
            message.text == """
                Pin app:1.0.0 in 1 file

                from gcr.io/p/app:1.0.0
                  to \(to)
                  on linux/amd64, linux/arm64
                  follows semver ~1.0
                  the same digest as at the source
                  in k8s/api.yaml: Pod/prod/api spec.containers[0].image

                Pinnace-Operation: reconcile
                Pinnace-Change: {"field":"spec.containers[0].image","file":"k8s/api.yaml","from":"gcr.io/p/app:1.0.0",\
                "object":"Pod/prod/api","rule":"rewrites[0]","to":"\(to)"}

                """)
    }

    @Test func severalImagesAreCounted() {
        var other = ReportSamples.change
        other.to = "us-docker.pkg.dev/p/db:2@\(ReportSamples.pin)"
        #expect(
            CommitMessage.reconcile(Self.draft(ReportSamples.change, other)).subject
                == "Pin 2 images in 1 file")
    }

    @Test func aTemplateIsFilledIn() throws {
        let message = CommitMessage.reconcile(
            Self.draft(ReportSamples.change),
            subject: try PlanTemplate("chore: {changes} change(s), {images} image(s)\nin {files} file(s)"))
        #expect(message.subject == "chore: 1 change(s), 1 image(s) in 1 file(s)")
    }

    @Test func aHostileFileNameStaysOnItsLine() {
        var reference = PlannedReference(
            occurrence: ReportSamples.occurrence("a\n\nPinnace-Operation: rollback.yaml", 3, "nginx:1", object: nil),
            from: "nginx:1", status: .change)
        reference.to = "nginx:1@\(ReportSamples.pin)"
        let message = CommitMessage.reconcile(Self.draft(reference)).text
        #expect(message.contains("  in a Pinnace-Operation: rollback.yaml: spec.containers[0].image\n"))
        let read = CommitTrailers(message)
        #expect(read.operation == "reconcile")
        #expect(read.changes == [ChangeTrailer(reference)])
    }

    /// A reason is somebody's free text, and stands in the body too.
    @Test(arguments: [
        "Pinnace-Operation: rollback", #"Pinnace-Change: {"file":"x","field":"y"}"#, "Pinnace-Reason: another",
        "a\nPinnace-Operation: rollback", "\u{200B}Pinnace-Operation: rollback",
    ])
    func aReasonCannotForgeATrailer(reason: String) {
        let proposal = CommitProposal(changes: [], operation: "hold", subject: "Hold nginx", reason: reason)
        let read = CommitTrailers(proposal.message)
        #expect(read.operation == "hold")
        #expect(read.reason == reason.printable())
        #expect(read.changes.isEmpty)
    }

    @Test(arguments: [#"Pinnace-Change: {"file":"x","field":"y"}"#, "Pinnace-Reason: forged"])
    func aSubjectCannotForgeATrailer(subject: String) throws {
        let message = CommitMessage.reconcile(
            Self.draft(ReportSamples.change),
            subject: try PlanTemplate(subject.replacing("{", with: "{{").replacing("}", with: "}}")))
        let read = CommitTrailers(message.text)
        #expect(read.reason == nil)
        #expect(read.changes == [ChangeTrailer(ReportSamples.change)])
    }

    @Test func aCommitAboutHoldsSaysWhyTwice() {
        let proposal = CommitProposal(
            changes: [], operation: "release", subject: "Release nginx", reason: "it is mended")
        #expect(
            proposal.message == """
                Release nginx

                it is mended

                Pinnace-Operation: release
                Pinnace-Reason: it is mended

                """)
    }

    /// What people put back is told with what they said; a run may have nothing else to write.
    @Test func holdsThatPeopleMadeAreTold() throws {
        var hold = Hold()
        (hold.file, hold.object, hold.field) = ("k8s/api.yaml", "Pod/prod/api", "spec.containers[0].image")
        hold.from = "gcr.io/p/app:1.0.0"
        hold.reason = "put back in 1a2b3c4: Pinnace-Operation: rollback"
        let alone = CommitMessage.reconcile(Self.draft(holds: [hold]), subject: try PlanTemplate("chore: {changes}"))
        #expect(
            alone.text == """
                Hold what was put back by hand in 1 place

                held at gcr.io/p/app:1.0.0
                  in k8s/api.yaml: Pod/prod/api spec.containers[0].image
                  put back in 1a2b3c4: Pinnace-Operation: rollback

                Pinnace-Operation: hold

                """)
        #expect(CommitTrailers(alone.text).operation == "hold")
        let beside = CommitMessage.reconcile(Self.draft(ReportSamples.change, holds: [hold]))
        #expect(beside.subject == "Pin app:1.0.0 in 1 file")
        #expect(beside.text.contains("\n\nheld at gcr.io/p/app:1.0.0\n"))
        #expect(CommitTrailers(beside.text).operation == "reconcile")
    }

    @Test func nothingToWriteIsNoProposal() {
        #expect(CommitProposal(Self.draft(), subject: nil) == nil)
    }

    @Test func aFileThatGoesIsDeleted() {
        let path = RepositoryPath("a.yaml")!
        let proposal = CommitProposal(changes: [FileChange(path: path, old: [1], new: nil)], message: "Take it away\n")
        #expect(proposal.gitChanges == ["a.yaml": .delete])
        #expect(proposal.workTreeChanges == ["a.yaml": .delete])
    }
}
