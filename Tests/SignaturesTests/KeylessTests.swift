import Crypto
import Foundation
import ImageModel
import Testing

@testable import Signatures

@Suite struct KeylessTests {
    typealias Signing = SigstoreFixture.Signing

    private func refusals(
        _ sigstore: SigstoreFixture, _ verifier: CosignIdentityVerifier, _ signing: Signing = Signing()
    ) async throws -> [String?] {
        [
            await refusal(verifier, try sigstore.simple(signing)),
            await refusal(verifier, try sigstore.bundle(signing)),
        ]
    }

    @Test(arguments: [Signing().subject, "https://github.com/acme/app/*@refs/tags/*", "*/release.yaml@*"])
    func whatAnIdentitySigned(_ subject: String) async throws {
        let sigstore = try SigstoreFixture()
        #expect(try await refusals(sigstore, try sigstore.verifier(subject: subject)) == [nil, nil])
    }

    static let changes: [(@Sendable (inout Signing) -> Void, String)] = [
        (
            { $0.subject = "https://github.com/evil/app/x@refs/tags/v1" },
            "is by 'https://github.com/evil/app/x@refs/tags/v1' of https://token.actions.githubusercontent.com, whom the policy "
                + "does not name"
        ),
        (
            { $0.issuer = "https://evil.example" },
            "is by '\(Signing().subject)' of https://evil.example, whom the policy does not name"
        ),
        ({ $0.time = SigstoreFixture.begin + 601 }, "has a certificate that was not valid at 2023-11-14T22:23:21Z"),
        ({ $0.time = SigstoreFixture.begin - 1 }, "has a certificate that was not valid at 2023-11-14T22:13:19Z"),
        ({ $0.hasTimestamp = false }, "has a certificate without a timestamp of a transparency log"),
        (
            { $0.certificateLog = P256.Signing.PrivateKey() },
            "has a certificate that no transparency log of the trust root vouches for"
        ),
        (
            { $0.signatureLog = P256.Signing.PrivateKey() },
            "has an entry of a transparency log that the trust root does not vouch for"
        ),
        ({ $0.loggedSignature = [1] }, "has an entry of a transparency log that is about something else"),
        ({ $0.loggedPayload = [1] }, "has an entry of a transparency log that is about something else"),
        ({ $0.isCodeSigning = false }, "has a certificate that is not for signing code alone"),
    ]

    @Test(arguments: changes.indices)
    func whatDoesNotHold(_ index: Int) async throws {
        let sigstore = try SigstoreFixture()
        var signing = Signing()
        Self.changes[index].0(&signing)
        let message = Self.changes[index].1
        #expect(try await refusals(sigstore, try sigstore.verifier(), signing) == [message, message])
    }

    @Test(arguments: [
        (SigstoreFixture.Proof.missing, "has no proof that its entry is in the log"),
        (.otherRoot, "has a proof that does not lead from its entry to the log's root"),
        (.otherIndex, "has a proof that does not lead from its entry to the log's root"),
        (.otherSigner, "has a checkpoint that its log did not sign"),
        (.otherSize, "has a proof without a checkpoint of the same root"),
    ])
    func aProofThatDoesNotHold(_ proof: SigstoreFixture.Proof, _ message: String) async throws {
        let sigstore = try SigstoreFixture()
        var signing = Signing()
        signing.proof = proof
        #expect(try await refusals(sigstore, try sigstore.verifier(), signing) == [nil, message])
    }

    @Test func anotherAuthority() async throws {
        let (sigstore, other) = (try SigstoreFixture(), try SigstoreFixture())
        #expect(try await refusals(sigstore, try other.verifier()).allSatisfy { $0 != nil })
        let ended = sigstore.trustedRoot(until: "2021-01-01T00:00:00Z")
        let message = "has a certificate that leads to none of the trusted ones"
        #expect(try await refusals(sigstore, try sigstore.verifier(root: ended)) == [message, message])
    }

    @Test func anotherImage() async throws {
        let sigstore = try SigstoreFixture()
        let other = ImageDigest(of: [1])
        #expect(
            await refusal(try sigstore.verifier(), try sigstore.simple(payload: CosignFixture.payload(other)))
                == "is for \(other), another image")
    }

    @Test func aKeyIsNoIdentity() async throws {
        let signer = try Signer.make("p256")
        let payload = CosignFixture.payload()
        #expect(
            await refusal(
                try SigstoreFixture().verifier(), CosignFixture.simple(payload, try signer.sign(payload)))
                == "was made with a key, not by an identity")
    }

    @Test(arguments: [
        ("a@x.dev", "a@x.dev", true), ("a@x.dev", "*@x.dev", true), ("a@x.dev.evil", "*@x.dev", false),
        ("a@x.dev", "a@*", true), ("ab", "a*b", true), ("a", "a*a", false), ("abcbd", "a*b*d", true),
        ("abcd", "a*c*b*d", false), ("A@x.dev", "a@x.dev", false),
        ("release!acme.dev", "release!acme.dev", true), ("release!acme.dev.evil", "*!acme.dev", false),
    ])
    func patterns(_ subject: String, _ pattern: String, _ isMatch: Bool) async throws {
        let sigstore = try SigstoreFixture()
        var signing = Signing()
        signing.subject = subject
        let found = await refusal(try sigstore.verifier(subject: pattern), try sigstore.simple(signing))
        #expect((found == nil) == isMatch, "\(found ?? "")")
    }

    @Test(arguments: [
        "", "{}", "[]",
        #"{"mediaType":"application/vnd.dev.sigstore.trustedroot+json;version=0.1","tlogs":[],"certificateAuthorities":[]}"#,
    ])
    func whatIsNoTrustRoot(_ text: String) {
        #expect(throws: SignatureError.self) { try TrustedRoot(json: Array(text.utf8)) }
    }
}
