import Testing
import YAMLSource

/// Lines that are added to mappings and taken away, in 10,000 generated files.
@Suite struct EntryPropertyTests {
    static let slices: [UInt64] = Array(stride(from: 0, to: 10_000, by: 1_000))
    static let files: [(seed: UInt64, file: EntryFile)] = (0..<2_000).map { ($0, EntryFile(seed: $0)) }

    @Test(arguments: slices) func everyFileHasThem(_ first: UInt64) {
        let properties = EntryProperties(subject: EngineEntryEditor())
        let failures = (first..<(first + 1_000)).compactMap { seed -> String? in
            let file = EntryFile(seed: seed)
            return properties.failure(file, seed: seed).map {
                "\(seed): \($0) in \(String(decoding: file.text, as: UTF8.self).debugDescription)"
            }
        }
        #expect(failures.prefix(3) == [])
    }

    @Test(arguments: EntryFault.allCases) func aPlantedFaultIsFound(_ fault: EntryFault) {
        let properties = EntryProperties(subject: PlainEntryEditor(fault: fault))
        #expect(Self.files.contains { properties.failure($0.file, seed: $0.seed) != nil })
    }

    @Test func withoutAFaultNothingIsFound() {
        let properties = EntryProperties(subject: PlainEntryEditor())
        let failures = Self.files.compactMap { properties.failure($0.file, seed: $0.seed) }
        #expect(failures.prefix(3) == [])
    }

    /// What makes the properties worth something is met in at least one file of twenty.
    @Test func everyKindOfFileIsMetOften() {
        let files = Self.files.map(\.file)
        let kinds: [String: (EntryFile) -> Bool] = [
            "carriage returns": { $0.lineBreak.count == 2 }, "mark": { $0.encoding == .utf8WithMark },
            "UTF-16 LE": { $0.encoding == .utf16LittleEndian }, "UTF-16 BE": { $0.encoding == .utf16BigEndian },
            "no last break": { !$0.text.hasSuffix($0.lineBreak) }, "item": { $0.entries.contains(where: \.startsItem) },
            "no siblings": { $0.entries.contains { !$0.hasSiblings } }, "tab": { $0.text.contains(0x09) },
            "anchor": { $0.text.contains(UInt8(ascii: "&")) }, "flow": { $0.text.contains(UInt8(ascii: "{")) },
        ]
        let counts = kinds.mapValues { isOfKind in files.count(where: isOfKind) }
        print(
            "\(files.count) files: \(counts.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }.joined(separator: ", "))"
        )
        #expect(counts.filter { $0.value * 20 < files.count }.keys.sorted() == [])
    }
}
