import Foundation
import SwiftASN1
import Testing
import X509

@testable import Signatures

@Suite struct TimestampTests {
    typealias Stamp = TimestampFixture.Stamp
    typealias Usage = TimestampFixture.Usage

    private static let bytes = Array("a signature".utf8)

    private func refusal(_ token: [UInt8], _ authority: TimestampAuthority) async -> String? {
        do throws(SignatureError) {
            _ = try await TimestampToken(token).time(of: Self.bytes, by: authority)
            return nil
        } catch {
            return error.message
        }
    }

    @Test(arguments: TimestampFixture.Kind.allCases)
    func whatAnAuthorityStamped(_ kind: TimestampFixture.Kind) async throws {
        let fixture = try TimestampFixture(kind)
        let token = try fixture.token(Self.bytes)
        #expect(await refusal(token, fixture.authority()) == nil)
        #expect(await refusal(token, fixture.authority(isKnown: true)) == nil)
        let altered = try fixture.token(Self.bytes, Stamp(isAltered: true))
        #expect(
            await refusal(altered, fixture.authority())
                == "has a timestamp that was not made with its certificate's key, or was altered")
    }

    static let accuracies: [(Stamp, Double)] = [
        (Stamp(), 0), (Stamp(policy: [0, 4, 0, 2023, 1, 1]), 1),
        (Stamp(accuracy: [0x30, 3, 0x02, 1, 2], policy: [0, 4, 0, 2023, 1, 1]), 2),
        (Stamp(accuracy: [0x30, 8, 0x80, 2, 0x01, 0xF4, 0x81, 2, 0x00, 0xFA]), 0.50025),
        (Stamp(accuracy: [0x30, 0]), 0),
    ]

    @Test(arguments: accuracies.indices)
    func howExactItIs(_ index: Int) async throws {
        let (stamp, accuracy) = Self.accuracies[index]
        let fixture = try TimestampFixture()
        let time = try await TimestampToken(try fixture.token(Self.bytes, stamp))
            .time(of: Self.bytes, by: fixture.authority())
        let middle = Date(timeIntervalSince1970: Double(stamp.time))
        #expect(time.time == middle)
        #expect(abs(time.latest.timeIntervalSince(middle) - accuracy) < 1e-5)
        #expect(abs(middle.timeIntervalSince(time.earliest) - accuracy) < 1e-5)
    }

    @Test func aFractionOfASecond() async throws {
        let fixture = try TimestampFixture()
        let token = try TimestampToken(try fixture.token(Self.bytes, Stamp(fraction: ".25")))
        let time = try await token.time(of: Self.bytes, by: fixture.authority()).time
        #expect(time.timeIntervalSince1970 == Double(Stamp().time) + 0.25)
    }

    /// Four kilobytes of nonce, and everything else that may stand there.
    @Test func whatMayStandBehindTheTime() async throws {
        let fixture = try TimestampFixture()
        let rest: [UInt8] =
            [0x01, 1, 0xFF] + TimestampFixture.node(0x02, [1] + Array(repeating: 7, count: 4096))
            + [0xA0, 4, 0x82, 2, 0x61, 0x62] + [0xA1, 8, 0x30, 6, 0x06, 1, 0x2A, 0x04, 1, 0]
        #expect(await refusal(try fixture.token(Self.bytes, Stamp(rest: rest)), fixture.authority()) == nil)
        for hostile: [UInt8] in [
            [0xA1, 11, 0x30, 9, 0x06, 1, 0x2A, 0x01, 1, 0xFF, 0x04, 1, 0], [0x02, 1, 1, 0x01, 1, 0xFF], [0x05, 0],
        ] {
            #expect(
                await refusal(try fixture.token(Self.bytes, Stamp(rest: hostile)), fixture.authority())
                    == "has a timestamp whose content cannot be read")
        }
    }

    static let changes: [(@Sendable (inout Stamp) -> Void, String)] = [
        ({ $0.stamped = [1] }, "has a timestamp of something else"),
        ({ $0.hash = [1, 3, 14, 3, 2, 26] }, "has a timestamp whose content cannot be read"),
        ({ $0.version = 2 }, "has a timestamp whose content cannot be read"),
        ({ $0.accuracy = [0x30, 4, 0x80, 2, 0x03, 0xE8] }, "has a timestamp whose content cannot be read"),
        ({ $0.accuracy = [0x30, 3, 0x02, 1, 0xFF] }, "has a timestamp whose content cannot be read"),
        ({ $0.contentType = [1, 2, 840, 113549, 1, 7, 1] }, "has a timestamp that is none by its type"),
        ({ $0.hasContent = false }, "has a timestamp that cannot be read"),
        ({ $0.hasCertificates = false }, "has a timestamp without its signer's certificate"),
        ({ $0.signers = 2 }, "has a timestamp that not exactly one authority signed"),
        ({ $0.signers = 0 }, "has a timestamp that not exactly one authority signed"),
        ({ $0.without = [MessageSigner.contentType] }, "has a timestamp whose signature is for other content"),
        ({ $0.without = [MessageSigner.messageDigest] }, "has a timestamp whose signature is for other content"),
        ({ $0.otherDigest = true }, "has a timestamp whose signature is for other content"),
        (
            { $0.without = [SigningCertificateAttribute.second] },
            "has a timestamp that does not say which certificate signed it"
        ),
        ({ $0.otherNamed = true }, "has a timestamp that says that another certificate signed it"),
        ({ $0.namesByFirst = true }, "has a timestamp that does not say which certificate signed it"),
        (
            { $0.time = 1_599_999_999 },
            "has a timestamp whose signer has a certificate that was not valid at 2020-09-13T12:26:39Z"
        ),
    ]

    @Test(arguments: changes.indices)
    func whatDoesNotHold(_ index: Int) async throws {
        var stamp = Stamp()
        Self.changes[index].0(&stamp)
        let fixture = try TimestampFixture()
        #expect(await refusal(try fixture.token(Self.bytes, stamp), fixture.authority()) == Self.changes[index].1)
    }

    static let usages: [(Usage, String?)] = [
        (
            Usage(extended: [.codeSigning]),
            "has a timestamp whose signer has a certificate that is not for timestamps alone"
        ),
        (
            Usage(extended: [.timeStamping, .codeSigning]),
            "has a timestamp whose signer has a certificate that is not for timestamps alone"
        ),
        (Usage(isCritical: false), "has a timestamp whose signer has a certificate that is not for timestamps alone"),
        (Usage(isAuthority: true), "has a timestamp whose signer is a certificate authority itself"),
        (
            Usage(validity: 1_600_000_000...1_650_000_000),
            "has a timestamp whose signer has a certificate that was not valid at 2023-11-14T22:14:20Z"
        ),
        (Usage(intermediate: [.timeStamping, .codeSigning]), nil),
        (
            Usage(intermediate: [.serverAuth]),
            "has a timestamp whose signer leads over an authority that is not for timestamps"
        ),
    ]

    @Test(arguments: usages.indices)
    func whatTheCertificateIsFor(_ index: Int) async throws {
        let fixture = try TimestampFixture(.p256, Self.usages[index].0)
        let token = try fixture.token(Self.bytes)
        #expect(await refusal(token, fixture.authority()) == Self.usages[index].1)
    }

    @Test func anotherRoot() async throws {
        let (fixture, other) = (try TimestampFixture(), try TimestampFixture())
        #expect(
            await refusal(try fixture.token(Self.bytes), fixture.authority(root: other.root))
                == "has a timestamp whose signer has a certificate that leads to none of the trusted ones")
        #expect(
            await refusal(try fixture.token(Self.bytes), other.authority(isKnown: true))
                == "has a timestamp without its signer's certificate")
    }

    @Test func namedAsItWasBefore2010() async throws {
        let fixture = try TimestampFixture()
        let token = try fixture.token(Self.bytes, Stamp(namesByFirst: true))
        #expect(await refusal(token, fixture.authority(acceptsFirst: true)) == nil)
    }

    @Test func truncated() async throws {
        let fixture = try TimestampFixture()
        let token = try fixture.token(Self.bytes)
        for length in stride(from: 0, to: token.count, by: 7) {
            #expect(
                await refusal(Array(token.prefix(length)), fixture.authority())
                    == "has a timestamp that cannot be read")
        }
        for hostile in [
            Array(repeating: 0x30, count: 100_000), Array(repeating: 0x80, count: 1 << 20),
            [0x30, 0x84, 0xFF, 0xFF, 0xFF, 0xFF], [0x30, 0x80, 0x00, 0x00], token + [0],
            (0..<60).reduce([]) { bytes, _ in TimestampFixture.sequence(bytes) },
        ] as [[UInt8]] {
            #expect(await refusal(hostile, fixture.authority()) == "has a timestamp that cannot be read")
        }
    }

    /// One bit anywhere makes it another token, or none.
    @Test func everyByteCounts() async throws {
        let fixture = try TimestampFixture()
        let token = try fixture.token(Self.bytes)
        let authority = fixture.authority(isKnown: true)
        var accepted: [Int] = []
        for index in token.indices {
            var altered = token
            altered[index] ^= 0x10
            if await refusal(altered, authority) == nil { accepted.append(index) }
        }
        // Beside the certificates, which are known here, nothing rests on the envelope's version and its list of hashes.
        let certificate = try #require(Self.range(of: NotaryFixture.der(fixture.leaf), in: token))
        let head = try #require(Self.range(of: [0x02, 1, 3, 0x31, 13], in: token))
        let free = [certificate, head.lowerBound..<head.upperBound + 13]
        #expect(accepted.filter { index in !free.contains { $0.contains(index) } } == [])
    }

    private static func range(of part: [UInt8], in whole: [UInt8]) -> Range<Int>? {
        Data(whole).firstRange(of: Data(part))
    }

    @Test(arguments: [(UInt8(0), true), (1, true), (2, false), (3, false)])
    func whatTheAuthorityAnswered(_ status: UInt8, _ isGranted: Bool) async throws {
        let fixture = try TimestampFixture()
        let response = try fixture.response(Self.bytes, Stamp(status: status))
        let message = isGranted ? nil : "has an answer of a time stamping authority that is no timestamp"
        do throws(SignatureError) {
            _ = try await TimestampToken(response: response).time(of: Self.bytes, by: fixture.authority())
            #expect(isGranted)
        } catch {
            #expect(error.message == message)
        }
        #expect(throws: SignatureError("has an answer of a time stamping authority that is no timestamp")) {
            try TimestampToken(response: [0x30, 5, 0x30, 3, 0x02, 1, 2])
        }
    }
}
