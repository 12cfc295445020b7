import Foundation
import Testing

@testable import Signatures

/// Entries without any time of their own, as cosign writes them for logs of the second version.
@Suite struct RekorSecondVersionTests {
    typealias Signing = SigstoreFixture.Signing
    typealias Stamp = TimestampFixture.Stamp

    private static func signing(_ change: (inout Signing) -> Void = { _ in }) -> Signing {
        var signing = Signing()
        signing.rekor = 2
        signing.stamps = [Stamp()]
        change(&signing)
        return signing
    }

    private func refusal(
        _ sigstore: SigstoreFixture, _ signing: Signing = signing(), root: String? = nil
    ) async throws -> String? {
        await SignaturesTests.refusal(try sigstore.verifier(root: root), try sigstore.bundle(signing))
    }

    @Test(arguments: [(false, false), (true, false), (true, true)])
    func whatAnIdentitySigned(_ isEnvelope: Bool, _ logsEnvelope: Bool) async throws {
        let sigstore = try SigstoreFixture()
        var signing = Self.signing()
        signing.isEnvelope = isEnvelope
        signing.logsEnvelope = logsEnvelope
        #expect(try await refusal(sigstore, signing) == nil)
        signing.stamps = [Stamp(namesByFirst: true)]
        #expect(try await refusal(sigstore, signing) == nil)
    }

    @Test(arguments: [TimestampFixture.Kind.p384, .rsa])
    func otherKindsOfAuthorities(_ kind: TimestampFixture.Kind) async throws {
        let sigstore = try SigstoreFixture(clock: TimestampFixture(kind))
        #expect(try await refusal(sigstore) == nil)
        #expect(try await refusal(sigstore, root: sigstore.trustedRoot(hasSigner: false)) == nil)
    }

    static let changes: [(@Sendable (inout Signing) -> Void, String)] = [
        ({ $0.stamps = [] }, "has neither a signed entry timestamp nor one of a time stamping authority"),
        ({ $0.stamps = [Stamp(stamped: [1])] }, "has a timestamp of something else"),
        (
            { $0.stamps = [Stamp(time: SigstoreFixture.begin + 601)] },
            "has a certificate that was not valid at 2023-11-14T22:23:21Z"
        ),
        (
            { $0.stamps = [Stamp(), Stamp(time: SigstoreFixture.begin - 1)] },
            "has a certificate that was not valid at 2023-11-14T22:13:19Z"
        ),
        ({ $0.stamps = [Stamp(time: 2_400_000_000)] }, "says that it was made after now"),
        ({ $0.stamps = Array(repeating: Stamp(), count: 17) }, "has 17 timestamps"),
        (
            { $0.stamps = [Stamp(isAltered: true)] },
            "has a timestamp that was not made with its certificate's key, or was altered"
        ),
        ({ $0.logs = [] }, "has 0 entries of transparency logs"),
        ({ $0.logs = Array(repeating: 3, count: 9) }, "has 9 entries of transparency logs"),
        ({ $0.logs = [9] }, "has an entry of a transparency log that the trust root does not vouch for"),
        // Of a log that is trusted, and did not sign the checkpoint.
        ({ $0.logs = [3, 1] }, "has a checkpoint that its log did not sign"),
        ({ $0.proof = .missing }, "has no proof that its entry is in the log"),
        ({ $0.proof = .otherRoot }, "has a proof that does not lead from its entry to the log's root"),
        ({ $0.proof = .otherIndex }, "has a proof that does not lead from its entry to the log's root"),
        ({ $0.proof = .otherSigner }, "has a checkpoint that its log did not sign"),
        ({ $0.proof = .otherSize }, "has a proof without a checkpoint of the same root"),
        ({ $0.loggedSignature = [1] }, "has an entry of a transparency log that is about something else"),
        ({ $0.loggedPayload = [1] }, "has an entry of a transparency log that is about something else"),
        (
            { $0.logsEnvelope = true },
            "has an entry of a transparency log that is about something else"
        ),
    ]

    @Test(arguments: changes.indices)
    func whatDoesNotHold(_ index: Int) async throws {
        let sigstore = try SigstoreFixture()
        #expect(try await refusal(sigstore, Self.signing(Self.changes[index].0)) == Self.changes[index].1)
    }

    /// What one authority says that is not trusted takes nothing from what another says.
    @Test func oneTimestampThatHoldsIsEnough() async throws {
        let sigstore = try SigstoreFixture()
        let signing = Self.signing { $0.stamps = [Stamp(isAltered: true), Stamp()] }
        #expect(try await refusal(sigstore, signing) == nil)
    }

    /// Bundles of the first version need no proof where there is a promise; one without a time is none.
    @Test func aPromiseWithoutATime() async throws {
        let sigstore = try SigstoreFixture()
        let bundle = try sigstore.bundle(Self.signing { $0.proof = .missing })
        let text = String(decoding: bundle.bytes, as: UTF8.self).replacing(
            "bundle.v0.3+json", with: "bundle+json;version=0.1"
        )
        .replacing(
            #""canonicalizedBody""#,
            with: #""inclusionPromise":{"signedEntryTimestamp":"AAAA"},"canonicalizedBody""#)
        let old = AttachedSignature(
            mediaType: "application/vnd.dev.sigstore.bundle+json;version=0.1", bytes: Array(text.utf8))
        #expect(
            await SignaturesTests.refusal(try sigstore.verifier(), old) == "has no proof that its entry is in the log")
    }

    /// An entry of a log that is not trusted says nothing, beside one that is.
    @Test func entriesOfSeveralLogs() async throws {
        let sigstore = try SigstoreFixture()
        for logs: [UInt8] in [[9, 3], [3, 9], [3, 3]] {
            #expect(try await refusal(sigstore, Self.signing { $0.logs = logs }) == nil)
        }
    }

    @Test func authoritiesThatAreNotTrusted() async throws {
        let sigstore = try SigstoreFixture()
        let ended = sigstore.trustedRoot(clockUntil: "2021-01-01T00:00:00Z")
        #expect(
            try await refusal(sigstore, root: ended) == "has a timestamp of when its authority was not in use")
        let stranger = try SigstoreFixture()
        let own = sigstore.trustedRoot().replacing(
            CosignFixture.base64(NotaryFixture.der(sigstore.clock.leaf)),
            with: CosignFixture.base64(NotaryFixture.der(stranger.clock.leaf)))
        #expect(try await refusal(sigstore, root: own) == "has a timestamp without its signer's certificate")
    }

    /// The first version's promise and a timestamp have both to be in the certificate's time.
    @Test func aPromiseAndATimestamp() async throws {
        let sigstore = try SigstoreFixture()
        var signing = Signing()
        signing.stamps = [Stamp()]
        #expect(try await refusal(sigstore, signing) == nil)
        signing.stamps = [Stamp(time: SigstoreFixture.begin + 601)]
        #expect(
            try await refusal(sigstore, signing) == "has a certificate that was not valid at 2023-11-14T22:23:21Z")
    }
}
