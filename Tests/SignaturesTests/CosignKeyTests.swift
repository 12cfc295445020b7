import Crypto
import Foundation
import ImageModel
import Testing

@testable import Signatures

@Suite struct CosignKeyTests {
    typealias Fixture = CosignFixture
    private static let kinds = ["p256", "p384", "ed25519", "rsa"]

    private func verifier(_ signer: Signer) throws -> CosignKeyVerifier {
        CosignKeyVerifier(try PublicKey.keys(pem: signer.pem))
    }

    @Test(arguments: kinds)
    func whatTheKeySigned(_ kind: String) async throws {
        let signer = try Signer.make(kind)
        let verifier = try verifier(signer)
        #expect(await refusal(verifier, Fixture.simple(Fixture.payload(), try signer.sign(Fixture.payload()))) == nil)
        let statement = Fixture.statement()
        let encoded = SigstoreBundle.preAuthenticationEncoding("application/vnd.in-toto+json", statement)
        let envelope = Fixture.envelope(statement, try signer.sign(encoded))
        #expect(await refusal(verifier, Fixture.bundle(envelope)) == nil)
        #expect(
            await refusal(verifier, Fixture.bundle(envelope, version: "v0.9+json"))?.hasPrefix("is no Sigstore") == true
        )
        let message = Fixture.message(Array(SHA256.hash(data: Fixture.manifest)), try signer.sign(Fixture.manifest))
        #expect(await refusal(verifier, Fixture.bundle(message)) == nil)
    }

    @Test(arguments: kinds)
    func whatAnotherKeySigned(_ kind: String) async throws {
        let signer = try Signer.make(kind)
        let others = try Self.kinds.map { try Signer.make($0) }
        for other in others {
            let refused = await refusal(
                try verifier(other), Fixture.simple(Fixture.payload(), try signer.sign(Fixture.payload())))
            #expect(refused == "was not made with this key")
        }
    }

    @Test func anyOfSeveralKeys() async throws {
        let (old, new) = (try Signer.make("rsa"), try Signer.make("p256"))
        let verifier = CosignKeyVerifier(try PublicKey.keys(pem: old.pem + "\n# a comment\n" + new.pem))
        for signer in [old, new] {
            #expect(
                await refusal(verifier, Fixture.simple(Fixture.payload(), try signer.sign(Fixture.payload()))) == nil)
        }
    }

    @Test func anotherImage() async throws {
        let signer = try Signer.make("p256")
        let verifier = try verifier(signer)
        let other = ImageDigest(of: [1])
        let payload = Fixture.payload(other)
        #expect(
            await refusal(verifier, Fixture.simple(payload, try signer.sign(payload)))
                == "is for \(other), another image")
        let statement = Fixture.statement(other)
        let encoded = SigstoreBundle.preAuthenticationEncoding("application/vnd.in-toto+json", statement)
        #expect(
            await refusal(verifier, Fixture.bundle(Fixture.envelope(statement, try signer.sign(encoded))))
                == "is for another image")
        let message = Fixture.message(Array(SHA256.hash(data: [1])), try signer.sign([1]))
        #expect(await refusal(verifier, Fixture.bundle(message)) == "is for another image")
        let silent = #""messageSignature":{"signature":"\#(Fixture.base64(try signer.sign([1])))"}"#
        #expect(await refusal(verifier, Fixture.bundle(silent)) == "was not made with this key")
    }

    /// What somebody wrote is never believed before the signature over it holds.
    @Test func whatWasAltered() async throws {
        let signer = try Signer.make("p256")
        let verifier = try verifier(signer)
        let signature = try signer.sign(Fixture.payload(ImageDigest(of: [1])))
        #expect(await refusal(verifier, Fixture.simple(Fixture.payload(), signature)) == "was not made with this key")
        let good = try signer.sign(Fixture.payload())
        for length in [1, good.count / 2, good.count - 1] {
            #expect(
                await refusal(verifier, Fixture.simple(Fixture.payload(), Array(good.prefix(length))))
                    == "was not made with this key")
        }
        #expect(await refusal(verifier, Fixture.simple(Fixture.payload(), [])) == "is not base64")
        #expect(
            await refusal(verifier, Fixture.simple(Fixture.payload() + [0x20], good)) == "was not made with this key")
    }

    @Test func anAttestationIsNoSignature() async throws {
        let signer = try Signer.make("p256")
        let statement = Fixture.statement(predicate: "https://slsa.dev/provenance/v1")
        let encoded = SigstoreBundle.preAuthenticationEncoding("application/vnd.in-toto+json", statement)
        #expect(
            await refusal(try verifier(signer), Fixture.bundle(Fixture.envelope(statement, try signer.sign(encoded))))
                == "is an attestation (https://slsa.dev/provenance/v1), not a signature")
    }

    @Test func anotherKindOfPayload() async throws {
        let signer = try Signer.make("p256")
        let payload = Fixture.payload(type: "my type")
        #expect(
            await refusal(try verifier(signer), Fixture.simple(payload, try signer.sign(payload)))
                == "signs a payload of type 'my type'")
        let text = Array("hello".utf8)
        #expect(
            await refusal(try verifier(signer), Fixture.simple(text, try signer.sign(text)))
                == "signs something that is not a payload of cosign's")
    }

    @Test(arguments: [
        "", "[]", "{}", #"{"mediaType":"application/vnd.dev.sigstore.bundle.v0.3+json"}"#,
        #"{"mediaType":"application/vnd.dev.sigstore.bundle.v0.3+json","verificationMaterial":{}}"#,
        #"{"mediaType":"application/vnd.dev.sigstore.bundle.v0.3+json","verificationMaterial":{},"dsseEnvelope":{"payload":"","payloadType":"","signatures":[]}}"#,
        #"{"mediaType":"application/vnd.dev.sigstore.bundle.v0.3+json","verificationMaterial":{},"messageSignature":{"signature":"!"}}"#,
    ])
    func noBundle(_ text: String) async throws {
        let attached = AttachedSignature(
            mediaType: "application/vnd.dev.sigstore.bundle.v0.3+json", bytes: Array(text.utf8))
        #expect(await refusal(try verifier(try Signer.make("p256")), attached) != nil)
    }
}

@Suite struct PublicKeyTests {
    @Test(arguments: [
        ("", "holds no PEM block 'PUBLIC KEY'"),
        ("-----BEGIN PUBLIC KEY-----\nAAAA\n", "a PEM block has no end"),
        ("-----BEGIN PUBLIC KEY-----\n!\n-----END PUBLIC KEY-----\n", "a PEM block is not base64"),
        (
            "-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----\n",
            "is no public key of ECDSA, Ed25519 or RSA (2048 bits or more)"
        ),
        (
            "-----BEGIN ENCRYPTED SIGSTORE PRIVATE KEY-----\nAAAA\n-----END ENCRYPTED SIGSTORE PRIVATE KEY-----\n",
            "holds a private key: give the public one, and keep this one elsewhere"
        ),
    ])
    func whatIsNoKey(_ text: String, _ message: String) {
        #expect(throws: SignatureError(message)) { try PublicKey.keys(pem: text) }
    }
}
