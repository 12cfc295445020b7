import Synchronization
import Testing
import YAMLSource

/// The properties of 100,000 generated files.
@Suite struct GeneratedFileTests {
    static let cases = 100_000
    static let slices = 50

    @Test func everyFileHasThem() async throws {
        let (counts, failures) = await Self.run(Engine(), Self.cases)
        print(counts.table)
        #expect(failures.prefix(3) == [])
        #expect(counts.cases == Self.cases)
        #expect(counts.rare == [])
    }

    /// The same of edits of which the lines alone are read again: the properties read the whole file.
    @Test func soHaveThoseEditedByTheirLines() async throws {
        let engine = LineEngine()
        let (_, failures) = await Self.run(engine, Self.cases / 4)
        print("\(engine.byLines.load(ordering: .relaxed)) scalars edited by their lines")
        #expect(failures.prefix(3) == [])
        #expect(engine.byLines.load(ordering: .relaxed) > 3_000)
    }

    private static func run(_ subject: some Reader, _ cases: Int) async -> (FeatureCounts, [String]) {
        await withTaskGroup(of: (FeatureCounts, [String]).self) { group in
            for slice in 0..<slices { group.addTask { run(slice, of: cases, subject) } }
            return await group.reduce(into: (FeatureCounts(), [String]())) { total, part in
                total.0.add(part.0)
                total.1 += part.1
            }
        }
    }

    private static func run(_ slice: Int, of cases: Int, _ subject: some Reader) -> (FeatureCounts, [String]) {
        var counts = FeatureCounts()
        var failures: [String] = []
        let properties = FileProperties(subject: subject)
        let length = cases / slices
        for seed in (slice * length)..<((slice + 1) * length) {
            let file = FileGenerator.file(seed: UInt64(seed))
            counts.add(file)
            if let failure = properties.failure(file, seed: UInt64(seed)) {
                failures.append("\(seed): \(failure) in \(String(decoding: file.text, as: UTF8.self).debugDescription)")
            }
        }
        return (counts, failures)
    }
}

/// The properties are worth something: each planted fault is found within a few hundred files.
@Suite struct PlantedFaultTests {
    static let files: [(seed: UInt64, file: GeneratedFile)] = (0..<2_000).map { ($0, FileGenerator.file(seed: $0)) }

    private func firstFailure(_ fault: Fault?) -> (seed: UInt64, message: String)? {
        let properties = FileProperties(subject: PlainReader(fault: fault))
        for (seed, file) in Self.files {
            if let failure = properties.failure(file, seed: seed) { return (seed, failure) }
        }
        return nil
    }

    @Test(arguments: Fault.allCases) func itIsFound(_ fault: Fault) {
        #expect(firstFailure(fault) != nil)
    }

    @Test func withoutAFaultNothingIsFound() {
        let failure = firstFailure(nil)
        #expect(failure == nil, "\(failure.map { Self.files[Int($0.seed)].file.text.debugDescription } ?? "")")
    }
}
