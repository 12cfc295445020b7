import Foundation
import Testing
import X509

@testable import Signatures

/// Signatures that outlive their certificates, as a time stamping authority saw them when those were good.
@Suite struct NotationTimestampTests {
    typealias Said = NotaryFixture.Said
    typealias Stamp = TimestampFixture.Stamp

    private static let day = 86_400
    private static let now = Int(NotaryFixture.now.timeIntervalSince1970)

    private func refusals(
        _ notary: NotaryFixture, _ clock: TimestampFixture?, _ rule: NotationTrust.TimestampRule,
        trusted: Certificate? = nil, _ stamp: Stamp
    ) async throws -> [String?] {
        var said = Said()
        if let clock { said.stamp = { try clock.token($0, stamp) } }
        let root = try #require(trusted ?? clock?.root)
        let store = try TrustStore(pem: NotaryFixture.pem(root))
        let verifier = try notary.verifier(timestamps: NotationTrust.Timestamps(store, rule))
        return [await refusal(verifier, try notary.jws(said)), await refusal(verifier, try notary.cose(said))]
    }

    @Test(arguments: [("ES256", TimestampFixture.Kind.p256), ("ES384", .p384), ("PS256", .rsa)])
    func aCertificateThatHasEndedSince(_ algorithm: String, _ kind: TimestampFixture.Kind) async throws {
        let (notary, clock) = (try NotaryFixture(algorithm, validFor: -10 ... -1), try TimestampFixture(kind))
        let stamp = Stamp(time: Self.now - 5 * Self.day, accuracy: [0x30, 3, 0x02, 1, 2])
        #expect(try await refusals(notary, clock, .always, stamp) == [nil, nil])
        #expect(try await refusals(notary, clock, .afterCertificateExpiry, stamp) == [nil, nil])
    }

    @Test func whoIsNotAskedForATimestamp() async throws {
        let (notary, clock) = (try NotaryFixture(), try TimestampFixture())
        let message = "has no timestamp, and the policy asks for one"
        #expect(try await refusals(notary, nil, .always, trusted: clock.root, Stamp()) == [message, message])
        #expect(
            try await refusals(notary, nil, .afterCertificateExpiry, trusted: clock.root, Stamp()) == [nil, nil])
        let ended = try NotaryFixture(validFor: -10 ... -1)
        #expect(
            try await refusals(ended, nil, .afterCertificateExpiry, trusted: clock.root, Stamp())
                == [message, message])
    }

    /// Where the policy names no authority, nothing of a timestamp is believed, and nothing of it is in the way.
    @Test func withoutATrustStore() async throws {
        let (notary, ended) = (try NotaryFixture(), try NotaryFixture(validFor: -10 ... -1))
        let clock = try TimestampFixture()
        var said = Said()
        said.stamp = { try clock.token($0, Stamp(time: Self.now - 5 * Self.day)) }
        #expect(await refusal(try notary.verifier(), try notary.jws(said)) == nil)
        #expect(
            await refusal(try ended.verifier(), try ended.cose(said))
                == "has a certificate that was not valid at 2027-01-15T08:00:00Z")
    }

    static let stamps: [(Stamp, String)] = [
        (Stamp(time: now - 11 * day), "has a certificate that was not valid at 2027-01-04T08:00:00Z"),
        (Stamp(time: now), "has a certificate that was not valid at 2027-01-15T08:00:00Z"),
        // The certificate ended a second later, and the clock may be two seconds off.
        (
            Stamp(time: now - day - 1, accuracy: [0x30, 3, 0x02, 1, 2]),
            "has a certificate that was not valid at 2027-01-14T08:00:01Z"
        ),
        (
            Stamp(time: now - 10 * day + 1, accuracy: [0x30, 3, 0x02, 1, 2]),
            "has a certificate that was not valid at 2027-01-05T07:59:59Z"
        ),
        (Stamp(time: now + 1), "says that it was made after now"),
        (Stamp(time: now - 5 * day, stamped: [1]), "has a timestamp of something else"),
        (
            Stamp(time: now - 5 * day, namesByFirst: true),
            "has a timestamp that does not say which certificate signed it"
        ),
    ]

    @Test(arguments: stamps.indices)
    func whatDoesNotHold(_ index: Int) async throws {
        let (notary, clock) = (try NotaryFixture(validFor: -10 ... -1), try TimestampFixture())
        let message = Self.stamps[index].1
        #expect(try await refusals(notary, clock, .always, Self.stamps[index].0) == [message, message])
    }

    /// Those who vouch for signers do not vouch for clocks.
    @Test func anAuthorityThatIsNotForTimestamps() async throws {
        let (notary, clock) = (try NotaryFixture(validFor: -10 ... -1), try TimestampFixture())
        let message = "has a timestamp whose signer has a certificate that leads to none of the trusted ones"
        let stamp = Stamp(time: Self.now - 5 * Self.day)
        #expect(try await refusals(notary, clock, .always, trusted: notary.root, stamp) == [message, message])
    }

    @Test(arguments: [
        ("acme", "acme"), ("ca:acme", "acme"), ("tsa:acme", "tsa:acme"),
        ("signingAuthority:acme", "signingAuthority:acme"), ("ts:acme", nil), ("tsa:", nil), (":a", nil),
    ])
    func namesOfTrustStores(_ text: String, _ name: String?) {
        #expect(TrustStore.Name(text)?.description == name)
    }
}
