import Foundation
import Testing
import X509

@testable import Signatures

@Suite struct NotationTests {
    typealias Said = NotaryFixture.Said
    private static let expiry = "io.cncf.notary.expiry"
    private static let authentic = "io.cncf.notary.authenticSigningTime"

    private func refusals(
        _ notary: NotaryFixture, _ verifier: NotationVerifier, _ said: Said = Said(), altered: Bool = false
    ) async throws -> [String?] {
        [
            await refusal(verifier, try notary.jws(said, altered: altered)),
            await refusal(verifier, try notary.cose(said, altered: altered)),
        ]
    }

    @Test(arguments: ["ES256", "ES384", "PS256"], ["*", "x509.subject: C=US, ST=WA, O=Acme\\, Inc."])
    func whatAnIdentitySigned(_ algorithm: String, _ identity: String) async throws {
        let notary = try NotaryFixture(algorithm)
        #expect(try await refusals(notary, try notary.verifier(identity)) == [nil, nil])
    }

    @Test func whoIsNotNamed() async throws {
        let notary = try NotaryFixture()
        for found in try await refusals(notary, try notary.verifier("x509.subject: C=US, ST=WA, O=Evil")) {
            #expect(found?.hasSuffix("whom the policy does not name") == true)
        }
    }

    /// Trusted by itself alone, not because it says so.
    @Test func aSignerWithoutAnAuthority() async throws {
        let notary = try NotaryFixture(isSelfSigned: true)
        #expect(try await refusals(notary, try notary.verifier(store: notary.leaf)) == [nil, nil])
        let message = "has a certificate that leads to none of the trusted ones"
        #expect(try await refusals(notary, try notary.verifier()) == [message, message])
        let twin = try NotaryFixture(isSelfSigned: true)
        #expect(try await refusals(notary, try notary.verifier(store: twin.leaf)) == [message, message])
        let ended = try NotaryFixture(isSelfSigned: true, validFor: -10 ... -1)
        #expect(try await refusals(ended, try ended.verifier(store: ended.leaf)).allSatisfy { $0 != nil })
    }

    @Test func anotherTrustStore() async throws {
        let (notary, other) = (try NotaryFixture(), try NotaryFixture())
        let message = "has a certificate that leads to none of the trusted ones"
        #expect(try await refusals(notary, try notary.verifier(store: other.root)) == [message, message])
    }

    @Test func whatWasAltered() async throws {
        let notary = try NotaryFixture()
        let message = "was not made with its certificate's key, or was altered"
        #expect(try await refusals(notary, try notary.verifier(), altered: true) == [message, message])
    }

    static let attributes: [(@Sendable (inout Said) -> Void, String)] = [
        ({ $0.digest = "sha256:00" }, "is for sha256:00, another image"),
        ({ $0.size += 1 }, "is for \(CosignFixture.image.digest), another image"),
        ({ $0.contentType = "text/plain" }, "signs something else than an image"),
        ({ $0.scheme = "mine" }, "has the scheme 'mine', which is not known"),
        ({ $0.critical = [] }, "does not mark as critical what the specification wants marked"),
        (
            { $0.critical.append("io.cncf.notary.verificationPlugin") },
            "needs 'io.cncf.notary.verificationPlugin' to be understood, which it is not here"
        ),
        ({ $0.critical.append(expiry) }, "says that 'io.cncf.notary.expiry' matters, and has none"),
        (
            { $0.times[expiry] = 1_800_000_001 },
            "does not mark as critical what the specification wants marked"
        ),
        (
            {
                $0.times[expiry] = 1_799_999_999
                $0.critical.append(expiry)
            }, "has expired at 2027-01-15T07:59:59Z"
        ),
        ({ $0.times = [:] }, "does not say when it was made as its scheme wants it said"),
        ({ $0.scheme = "notary.x509.signingAuthority" }, "does not say when it was made as its scheme wants it said"),
    ]

    @Test(arguments: attributes.indices)
    func whatTheEnvelopeSays(_ index: Int) async throws {
        let notary = try NotaryFixture()
        var said = Said()
        Self.attributes[index].0(&said)
        let message = Self.attributes[index].1
        #expect(try await refusals(notary, try notary.verifier(), said) == [message, message])
    }

    @Test func anExpiryThatIsStillToCome() async throws {
        let notary = try NotaryFixture()
        var said = Said()
        said.times[Self.expiry] = 1_800_000_001
        said.critical.append(Self.expiry)
        #expect(try await refusals(notary, try notary.verifier(), said) == [nil, nil])
    }

    /// Only a signing authority's word on the time outlives the certificate.
    @Test func aCertificateThatHasEnded() async throws {
        let notary = try NotaryFixture(validFor: -10 ... -1)
        let message = "has a certificate that was not valid at 2027-01-15T08:00:00Z"
        #expect(try await refusals(notary, try notary.verifier()) == [message, message])
        var said = Said()
        said.scheme = "notary.x509.signingAuthority"
        said.times = [Self.authentic: 1_799_800_000]
        said.critical.append(Self.authentic)
        let trusting = try notary.verifier(isForSigningAuthorities: true)
        #expect(try await refusals(notary, trusting, said) == [nil, nil])
        let other = "is by a signing authority, for which no trust store is given"
        #expect(try await refusals(notary, try notary.verifier(), said) == [other, other])
    }

    @Test func aCertificateForSomethingElse() async throws {
        let server = try NotaryFixture(isCodeSigning: false)
        let message = "has a certificate that is not for signing code alone"
        #expect(try await refusals(server, try server.verifier()) == [message, message])
        let authority = try NotaryFixture(isAuthority: true)
        let other = "was made by a certificate authority itself"
        #expect(try await refusals(authority, try authority.verifier()) == [other, other])
    }

    @Test func whatIsNoEnvelope() async throws {
        let notary = try NotaryFixture()
        let (jws, cose) = (try notary.jws(), try notary.cose())
        for length in [0, 1, 20, cose.bytes.count / 2, cose.bytes.count - 1] {
            let cut = AttachedSignature(mediaType: cose.mediaType, bytes: Array(cose.bytes.prefix(length)))
            #expect(await refusal(try notary.verifier(), cut) == "is no envelope of COSE that can be read")
            let half = AttachedSignature(mediaType: jws.mediaType, bytes: Array(jws.bytes.prefix(length)))
            #expect(await refusal(try notary.verifier(), half) == "is no envelope of JWS that can be read")
        }
        for bytes: [UInt8] in [
            Array(repeating: 0x81, count: 100_000), [0xD2, 0x9B, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF],
            [0xD2, 0x9F], [0x5B, 0x7F, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF],
        ] {
            let hostile = AttachedSignature(mediaType: cose.mediaType, bytes: bytes)
            #expect(await refusal(try notary.verifier(), hostile) == "is no envelope of COSE that can be read")
        }
    }

    @Test(arguments: [
        ("Acme", "is neither '*' nor 'x509.subject: C=…, ST=…, O=…'"),
        ("x509.subject: C=US, ST=WA", "needs C, ST and O at least"),
        ("x509.subject: C=US, ST=WA, O=A, C=DE", "has C twice"),
        ("x509.subject: C=US, ST=WA, O=", "has 'O=', which names none of C, ST, L, O, OU, CN, STREET"),
        ("x509.subject: C=US, WA", "has 'WA', which is not TYPE=VALUE"),
        ("x509.subject: DC=US", "has 'DC=US', which names none of C, ST, L, O, OU, CN, STREET"),
    ])
    func identities(_ text: String, _ message: String) {
        #expect(throws: SignatureError(message)) { try NotationIdentity(text) }
    }
}
