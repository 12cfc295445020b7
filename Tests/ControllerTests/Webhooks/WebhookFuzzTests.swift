import Crypto
import Foundation
import HTTPTransport
import KubernetesAPI
import PinnaceTestSupport
import Testing

@testable import Controller

/// Bodies and headers as nobody means them: nothing of it is believed, and nothing of it does harm.
@Suite struct WebhookFuzzTests {
    /// A generator whose numbers are the same each time (SplitMix64).
    private struct Numbers: RandomNumberGenerator {
        var state: UInt64

        mutating func next() -> UInt64 {
            state &+= 0x9E37_79B9_7F4A_7C15
            var mixed = state
            mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
            mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
            return mixed ^ (mixed >> 31)
        }
    }

    private static let seeds: [String] = [
        #"{"ref":"refs/heads/main","repository":{"clone_url":"https://github.com/team/config.git","links":{"html":{}}}}"#,
        #"{"project":{"git_http_url":"https://gitlab.com/team/config.git","web_url":"x"}}"#,
        #"{"event_data":{"resources":[{"resource_url":"harbor.example.com/a/b:1"},{"resource_url":"c"}]}}"#,
        #"{"action":"push","request":{"host":"team.azurecr.io"},"target":{"digest":"sha256:0"}}"#,
        #"{"account":"123456789012","region":"eu-west-1","detail":{"image-tag":"a"}}"#,
        #"{"events":[{"action":"push","request":{"host":"r.example.com:5000"}}]}"#,
        #"{"message":{"data":"eyJhY3Rpb24iOiJJTlNFUlQiLCJ0YWciOiJldS1kb2NrZXIucGtnLmRldi9wL3IvYTp2MSJ9"}}"#,
        #"{"docker_url":"quay.io/team/app","updated_tags":["a"]}"#,
    ]
    private static let odd: [String] = [
        "{", "}", "[", "]", "\"", ":", ",", "null", "true", "-1", "1e999", "1e-999", "\\u0000", "\\ud800", "\u{0}",
        "\u{FEFF}", "\u{202E}", "99999999999999999999", "//", "http://", "@", "..", "%2e", "\r\n", "{}", "[]",
    ]
    private static let senders: [(WebhookSender, String?)] =
        WebhookSender.allCases.map { ($0, nil) } + [(.github, "push"), (.github, "package")]

    @Test func noBodyIsMoreThanAHint() throws {
        var numbers = Numbers(state: 6)
        var (read, hints) = (0, 0)
        for _ in 0..<4_000 {
            let body = Self.mutated(&numbers)
            guard let payload = try? WebhookPayload(reading: body) else { continue }
            read += 1
            for (sender, event) in Self.senders {
                let found = payload.hints(from: sender, event: event)
                hints += found.count
                for hint in found {
                    #expect(!hint.concerns(Self.untouched), "\(String(decoding: body, as: UTF8.self))")
                }
            }
        }
        // Not all of it was refused, or nothing was shown.
        #expect(read > 400 && hints > 400)
    }

    private static let untouched: ConfigRepository = {
        var resource = ConfigRepository(
            metadata: .init(name: "apps", namespace: "team-a"), spec: .init(url: "https://git.internal/other/thing.git")
        )
        resource.status = ConfigRepositoryStatus()
        resource.status?.registries = ["registry.internal"]
        return resource
    }()

    private static func mutated(_ numbers: inout Numbers) -> [UInt8] {
        var bytes = Array((seeds.randomElement(using: &numbers) ?? "").utf8)
        for _ in 0..<Int.random(in: 0...4, using: &numbers) {
            let place = Int.random(in: 0...bytes.count, using: &numbers)
            switch Int.random(in: 0..<5, using: &numbers) {
            case 0: bytes.insert(contentsOf: (odd.randomElement(using: &numbers) ?? "").utf8, at: place)
            case 1: bytes.removeSubrange(place..<min(bytes.count, place + Int.random(in: 0...9, using: &numbers)))
            case 2 where place < bytes.count: bytes[place] = UInt8.random(in: 0...255, using: &numbers)
            case 3: bytes.insert(contentsOf: bytes.prefix(Int.random(in: 0...40, using: &numbers)), at: place)
            default: bytes.insert(UInt8.random(in: 0x20...0x7E, using: &numbers), at: place)
            }
        }
        return bytes
    }

    @Test(arguments: [
        String(repeating: "[", count: 1 << 20), String(repeating: #"{"repository":"#, count: 50_000),
        #"{"repository":{"clone_url":""# + String(repeating: "x", count: 2 << 20) + #""}}"#,
        #"{"events":["# + String(repeating: "{},", count: 200_000) + "{}]}",
        "[" + String(repeating: "1,", count: 500_000) + "1]",
    ])
    func whatIsDeepOrWideEnds(_ body: String) {
        let payload = try? WebhookPayload(reading: Array(body.utf8))
        for (sender, event) in Self.senders { _ = payload?.hints(from: sender, event: event) }
    }

    /// Whatever a header says that does not know the secret.
    @Test func nothingForgedIsBelieved() {
        var numbers = Numbers(state: 66)
        let secret = Secret("s3cret-of-some-length")
        for _ in 0..<2_000 {
            let body = Self.mutated(&numbers)
            let key = SymmetricKey(data: Array("another".utf8))
            let wrong = HMAC<SHA256>.authenticationCode(for: body, using: key)
                .map { String(format: "%02x", $0) }.joined()
            let value = Self.forged(wrong, &numbers)
            for sender in WebhookSender.allCases {
                let isBelieved = sender.accepts(
                    body, header: { _ in value }, path: value, secrets: [secret])
                #expect(!isBelieved, "\(sender) \(value)")
            }
        }
    }

    private static func forged(_ code: String, _ numbers: inout Numbers) -> String {
        switch Int.random(in: 0..<6, using: &numbers) {
        case 0: "sha256=\(code)"
        case 1: code
        case 2: "Bearer \(odd.randomElement(using: &numbers) ?? "")"
        case 3: "sha256=" + String(repeating: odd.randomElement(using: &numbers) ?? "", count: 32)
        case 4: String("s3cret-of-some-length".prefix(Int.random(in: 0..<21, using: &numbers)))
        default: "s3cret-of-some-length" + (odd.randomElement(using: &numbers) ?? "")
        }
    }
}
