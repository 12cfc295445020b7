import PinnaceTestSupport
import Testing

/// Images in Azure's registry are pinned only where the company's own authority vouches for who signed them.
@Suite struct NotationTests {
    private static let host = "registry.example.com"
    private static let names = ["signed", "strange", "unsigned"]

    @Test func onlyWhatTheTrustStoreVouchesForIsPinned() async throws {
        let registry = try await DockerRegistry.start()
        let directory = try TemporaryDirectory("notation")
        let acme = try await NotationSigner.make(in: directory, name: "Acme")
        let stranger = try await NotationSigner.make(in: directory, name: "Stranger")
        var files = TroubledRepository.configuration(
            """
            policies:
              - match: registry.example.com/team/**
                verify: {notation: {trustStore: acme, identities: ["x509.subject: C=US, ST=WA, O=Acme"]}}

            """)
        var images: [String: BuiltImage] = [:]
        for name in Self.names {
            let image = try ImageBuilder(seed: name).index()
            images[name] = image
            files["\(name).yaml"] = TroubledRepository.pod(name, "\(Self.host)/team/\(name):1.0.0")
            try await registry.push(image, to: "team/\(name)", tag: "1.0.0")
            guard name != "unsigned" else { continue }
            let list = try await (name == "signed" ? acme : stranger).signature(of: image)
            try await registry.push(list, to: "team/\(name)", tag: image.digest.replacing(":", with: "-"))
        }
        let repository = try await TroubledRepository(files, endpoint: registry.endpoint)
        func plan(_ options: [String]) async throws -> [String: PlanOutput.Reference] {
            let arguments = ["reconcile", "--dry-run", "--format", "json"] + options
            let plan = try PlanOutput(try await repository.pinnace(arguments))
            return Dictionary(uniqueKeysWithValues: plan.references.map { ($0.file, $0) })
        }
        let found = try await plan(["--trust-store", "acme=\(acme.trustStore)"])
        #expect(found["signed.yaml"]?.status == "change", "\(String(describing: found["signed.yaml"]))")
        #expect(found["strange.yaml"]?.reason == "verification-failed")
        #expect(
            found["strange.yaml"]?.message
                == "\(Self.host)/team/strange@\(try #require(images["strange"]).digest) does not have a Notary Project "
                + "signature by somebody of the trust store 'acme': its signature has a certificate that leads to none of the "
                + "trusted ones")
        #expect(found["unsigned.yaml"]?.reason == "signature-missing")
        #expect(try await plan([])["signed.yaml"]?.reason == "not-allowed")
    }

    @Test func onlyWhatWasStampedIsPinned() async throws {
        let registry = try await DockerRegistry.start()
        let directory = try TemporaryDirectory("notation")
        let (acme, clock) = (
            try await NotationSigner.make(in: directory, name: "Acme"), try await TimestampClock.make()
        )
        var files = TroubledRepository.configuration(
            """
            policies:
              - match: registry.example.com/team/**
                verify: {notation: {trustStore: acme, identities: ["*"], timestampStore: clock}}

            """)
        for name in ["stamped", "bare"] {
            let image = try ImageBuilder(seed: name).index()
            files["\(name).yaml"] = TroubledRepository.pod(name, "\(Self.host)/team/\(name):1.0.0")
            try await registry.push(image, to: "team/\(name)", tag: "1.0.0")
            let list = try await acme.signature(of: image, by: name == "stamped" ? clock : nil)
            try await registry.push(list, to: "team/\(name)", tag: image.digest.replacing(":", with: "-"))
        }
        let repository = try await TroubledRepository(files, endpoint: registry.endpoint)
        func plan(_ options: [String]) async throws -> [String: PlanOutput.Reference] {
            let arguments = ["reconcile", "--dry-run", "--format", "json", "--trust-store", "acme=\(acme.trustStore)"]
            let plan = try PlanOutput(try await repository.pinnace(arguments + options))
            return Dictionary(uniqueKeysWithValues: plan.references.map { ($0.file, $0) })
        }
        let found = try await plan(["--trust-store", "tsa:clock=\(clock.trustStore)"])
        #expect(found["stamped.yaml"]?.status == "change", "\(String(describing: found["stamped.yaml"]))")
        #expect(
            found["bare.yaml"]?.message?.hasSuffix("its signature has no timestamp, and the policy asks for one")
                == true)
        // Whose authority vouches for signers does not vouch for clocks.
        let other = try await plan(["--trust-store", "clock=\(clock.trustStore)"])
        #expect(other["stamped.yaml"]?.message?.hasSuffix("say --trust-store tsa:clock=FILE") == true)
    }
}
