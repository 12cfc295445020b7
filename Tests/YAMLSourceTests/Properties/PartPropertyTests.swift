import Testing
import YAMLSource

/// Pieces of values that are written, in 10,000 generated files.
@Suite struct PartPropertyTests {
    static let slices: [UInt64] = Array(stride(from: 0, to: 10_000, by: 1_000))
    static let files: [(seed: UInt64, file: GeneratedFile)] = (0..<2_000).map { ($0, FileGenerator.file(seed: $0)) }

    @Test(arguments: slices) func everyFileHasThem(_ first: UInt64) {
        let properties = PartProperties(subject: EnginePartEditor())
        let failures = (first..<(first + 1_000)).compactMap { seed -> String? in
            let file = FileGenerator.file(seed: seed)
            return properties.failure(file, seed: seed).map {
                "\(seed): \($0) in \(String(decoding: file.text, as: UTF8.self).debugDescription)"
            }
        }
        #expect(failures.prefix(3) == [])
    }

    @Test(arguments: PartFault.allCases) func aPlantedFaultIsFound(_ fault: PartFault) {
        let properties = PartProperties(subject: PlainPartEditor(fault: fault))
        #expect(Self.files.contains { properties.failure($0.file, seed: $0.seed) != nil })
    }

    @Test func withoutAFaultNothingIsFound() {
        let properties = PartProperties(subject: PlainPartEditor())
        let failures = Self.files.compactMap { properties.failure($0.file, seed: $0.seed) }
        #expect(failures.prefix(3) == [])
    }
}
