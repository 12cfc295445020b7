import Foundation
import PinnaceTestSupport
import Testing

@testable import Signatures

/// Tokens as `openssl ts` makes them.
@Suite struct RealTimestampTests {
    private static let bytes = Array("a signature".utf8)

    @Test(arguments: [
        (["-algorithm", "RSA", "-pkeyopt", "rsa_keygen_bits:2048"], "sha256", "sha256"),
        (["-algorithm", "RSA", "-pkeyopt", "rsa_keygen_bits:2048"], "sha512", "sha1"),
        (["-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-256"], "sha256", "sha512"),
        (["-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-384"], "sha384", "sha384"),
    ])
    func holds(_ key: [String], _ hash: String, _ named: String) async throws {
        let clock = try await TimestampClock.make(
            key: key, accuracy: "secs:1, millisecs:500, microsecs:100", named: named)
        let store = try TrustStore(pem: try String(contentsOfFile: clock.trustStore, encoding: .utf8))
        let authority = TimestampAuthority(
            roots: store.certificates, intermediates: [], signer: nil, period: nil, acceptsFirstAttribute: true)
        let token = try TimestampToken(response: try await clock.stamp(Self.bytes, hash: hash))
        let stamped = try await token.time(of: Self.bytes, by: authority)
        #expect(abs(stamped.accuracy - 1.5001) < 1e-6)
        #expect(abs(stamped.time.timeIntervalSinceNow) < 600)
        await #expect(throws: SignatureError("has a timestamp of something else")) {
            try await token.time(of: [1], by: authority)
        }
    }
}
