import Testing

@testable import KubernetesAPI

@Suite struct WatchFramesTests {
    private static let frames = [#"{"type":"ADDED"}"#, #"{"text":"ä\n"}"#, "{}"]

    @Test(arguments: 1...12)
    func framesAreWholeWhereverTheyAreCut(_ size: Int) throws {
        let bytes = Array(Self.frames.map { $0 + "\n" }.joined(separator: "\r\n").utf8)
        var reader = WatchFrames()
        var found: [String] = []
        for start in stride(from: 0, to: bytes.count, by: size) {
            let chunk = Array(bytes[start..<min(start + size, bytes.count)])
            found += try reader.take(chunk, operation: "watch").map { String(decoding: $0, as: UTF8.self) }
        }
        #expect(found == Self.frames)
    }

    @Test func aFrameWithoutAnEndIsRefused() throws {
        var reader = WatchFrames()
        let chunk = [UInt8](repeating: UInt8(ascii: "x"), count: 1 << 20)
        for _ in 0..<8 { #expect(try reader.take(chunk, operation: "watch").isEmpty) }
        do throws(KubernetesError) {
            _ = try reader.take([0x78], operation: "watch widgets")
            Issue.record("it was taken")
        } catch {
            #expect(error.description == "watch widgets: an event is longer than 8388608 bytes")
        }
    }

    @Test func pausesDoubleWithChance() {
        var backoff = WatchBackoff()
        #expect((0..<7).map { _ in backoff.next(0) }.map(\.components.seconds) == [0, 1, 3, 6, 12, 25, 30])
        backoff.reset()
        #expect(backoff.next(0.5) == .milliseconds(1_200))
        for _ in 0..<100 { #expect(backoff.next(0.999) <= .seconds(30)) }
    }
}
