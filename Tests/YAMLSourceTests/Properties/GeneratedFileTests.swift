import Testing
import YAMLSource

/// The properties of 100,000 generated files.
@Suite struct GeneratedFileTests {
    static let cases = 100_000
    static let slices = 50

    @Test func everyFileHasThem() async throws {
        let (counts, failures) = await withTaskGroup(of: (FeatureCounts, [String]).self) { group in
            for slice in 0..<Self.slices { group.addTask { Self.run(slice) } }
            return await group.reduce(into: (FeatureCounts(), [String]())) { total, part in
                total.0.add(part.0)
                total.1 += part.1
            }
        }
        print(counts.table)
        #expect(failures.prefix(3) == [])
        #expect(counts.cases == Self.cases)
        #expect(counts.rare == [])
    }

    private static func run(_ slice: Int) -> (FeatureCounts, [String]) {
        var counts = FeatureCounts()
        var failures: [String] = []
        let properties = FileProperties(subject: Engine())
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
