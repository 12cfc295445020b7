import Logging
import SystemPackage

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// Log lines on standard error, for people or as JSON.
struct StandardErrorLog: LogHandler {
    enum Format: String, Sendable, CaseIterable {
        case text, json
    }

    let label: String
    let format: Format
    var logLevel: Logger.Level
    var metadata: Logger.Metadata = [:]

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        let all = metadata.merging(event.metadata ?? [:]) { $1 }
        let pairs = all.sorted { $0.key < $1.key }.map { ($0.key, "\($0.value)") }
        let line = format == .json ? json(event, pairs) : text(event, pairs)
        _ = try? FileDescriptor.standardError.writeAll(Array((line + "\n").utf8))
    }

    private func text(_ event: LogEvent, _ pairs: [(String, String)]) -> String {
        let tail = pairs.map { " \($0)=\(Printable.text($1))" }.joined()
        return "\(event.level) \(label): \(Printable.text(event.message.description))\(tail)"
    }

    private func json(_ event: LogEvent, _ pairs: [(String, String)]) -> String {
        var object = Dictionary(pairs, uniquingKeysWith: { first, _ in first })
        object["level"] = event.level.rawValue
        object["ts"] = Date.now.formatted(.iso8601)
        object["logger"] = label
        object["msg"] = event.message.description
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return (try? encoder.encode(object)).map { String(decoding: $0, as: UTF8.self) } ?? "{}"
    }
}
