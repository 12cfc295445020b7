import Foundation
import ImageModel
import Testing

@Suite struct ContentTests {
    private let hex = String(repeating: "ab", count: 32)

    @Test func attestationsAreNoPlatforms() throws {
        let json = """
            {"schemaVersion":2,"mediaType":"application/vnd.oci.image.index.v1+json","manifests":[
              {"mediaType":"application/vnd.oci.image.manifest.v1+json","digest":"sha256:\(hex)","size":3,
               "platform":{"os":"linux","architecture":"arm64","variant":"v8"}},
              {"mediaType":"application/vnd.oci.image.manifest.v1+json","digest":"sha256:\(hex)","size":3,
               "platform":{"os":"unknown","architecture":"unknown"},
               "annotations":{"vnd.docker.reference.type":"attestation-manifest"}}]}
            """
        let index = try JSONDecoder().decode(ImageIndex.self, from: Data(json.utf8))
        #expect(index.platforms == [Platform("linux/arm64")!])
        #expect(index.manifests.map(\.isAttestation) == [false, true])
    }

    @Test func malformedDigestsAreRefused() {
        let json = #"{"mediaType":"x","digest":"sha256:../../etc/passwd","size":1}"#
        #expect(throws: DecodingError.self) { try JSONDecoder().decode(Descriptor.self, from: Data(json.utf8)) }
    }

    @Test func mediaTypeFromHeader() {
        #expect(MediaType(header: "Application/vnd.oci.image.index.v1+json; charset=utf-8") == .ociIndex)
    }
}
