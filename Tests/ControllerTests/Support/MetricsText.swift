import Foundation
import PinnaceTestSupport

/// What a controller tells of itself at its port.
enum MetricsText {
    static func read(_ port: Int) async throws -> String {
        String(decoding: try await LoopbackHTTP.send("GET", "/metrics", port: port).body, as: UTF8.self)
    }

    /// Reads until a line is there: what is counted after a status is written may come later than the status.
    ///
    /// - Throws: `TestSupportError` with the whole text where the line does not come.
    static func on(_ port: Int, having line: String) async throws {
        var text = ""
        for _ in 0..<600 {
            text = try await read(port)
            if text.split(separator: "\n").contains(Substring(line)) { return }
            try await Task.sleep(for: .milliseconds(100))
        }
        throw TestSupportError("there is no line '\(line)':\n\(text)")
    }
}
