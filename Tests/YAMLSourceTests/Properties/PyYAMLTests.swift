import Foundation
import Testing
import YAMLSource

/// What another YAML reader makes of the same files.
@Suite struct PyYAMLTests {
    static let available = PyYAMLEvents.interpreter != nil

    @Test(.enabled(if: available, "PyYAML is not installed (python3-yaml): its events are not compared"))
    func itSeesTheSameEvents() throws {
        // An empty file has no line of its own in PyYAML's answer.
        let files = (0..<1_500).map { FileGenerator.file(seed: UInt64($0)) }.filter { !$0.places.isEmpty }
        let edited = try files.map { file in
            let editable = file.places.indices.first { file.places[$0].isEditable }
            return try editable.map { try Engine().edit(file, [$0: Array("it's: new".utf8)]) } ?? file.bytes
        }
        let all = files.map(\.bytes) + edited
        let expected = try PyYAMLEvents.events(of: all)
        try #require(expected.count == all.count)
        let failed = try zip(all, expected).filter { bytes, events in
            let stream = try YAMLStream(bytes: bytes)
            return try stream.events != events
        }
        #expect(failed.prefix(2).map { String(decoding: $0.0, as: UTF8.self) } == [])
    }
}

extension YAMLStream {
    /// The events as the script prints them.
    fileprivate var events: [String] {
        get throws {
            var lines: [String] = []
            for document in documents {
                lines.append("document")
                try document.addEvents(to: &lines)
            }
            return lines
        }
    }
}

extension YAMLNode {
    fileprivate func addEvents(to lines: inout [String]) throws {
        switch kind {
        case .scalar:
            let fields = [anchor, tag, string, Self.names[style]].map(Self.json).joined(separator: ", ")
            lines.append("scalar [\(fields)]")
        case .alias:
            lines.append("alias \(sourceText.dropFirst())")
        case .sequence, .mapping:
            let fields = [anchor, tag].map(Self.json) + [style == .flow ? "true" : "false"]
            lines.append("\(isMapping ? "mapping" : "sequence") [\(fields.joined(separator: ", "))]")
            for element in elements { try element.addEvents(to: &lines) }
            for (key, value) in entries {
                try key.addEvents(to: &lines)
                try value.addEvents(to: &lines)
            }
            lines.append("end")
        }
    }

    private static var names: [YAMLStyle: String] {
        [.plain: "plain", .singleQuoted: "single", .doubleQuoted: "double", .literal: "literal", .folded: "folded"]
    }

    /// As Python's `json.dumps` writes a string.
    private static func json(_ text: String?) -> String {
        guard let text else { return "null" }
        let units = text.utf16.map { unit in
            switch unit {
            case 0x22: "\\\""
            case 0x5C: "\\\\"
            case 0x0A: "\\n"
            case 0x20...0x7E: String(UnicodeScalar(UInt8(unit)))
            default: "\\u" + String(repeating: "0", count: 4 - String(unit, radix: 16).count) + String(unit, radix: 16)
            }
        }
        return "\"\(units.joined())\""
    }
}
