import Foundation
import PinnaceTestSupport
import Testing

/// Changes of the seeds as the fuzzer makes them, by chance but the same in every run; `PINNACE_MUTATIONS` says how many of
/// each seed, 20 by default.
@Suite struct MutatedSeedTests {
    static let count = ProcessInfo.processInfo.environment["PINNACE_MUTATIONS"].flatMap { Int($0) } ?? 20

    @Test(arguments: FuzzSeed.all) func allOfThemPass(_ seed: FuzzSeed) throws {
        var mutations = SeedMutations(of: seed, words: try Self.words(for: seed.target))
        for _ in 0..<Self.count {
            let input = mutations.next()
            if let problem = seed.problem(of: input) {
                Issue.record("\(problem): \(seed.path) with \(String(decoding: input, as: UTF8.self).debugDescription)")
            }
        }
    }

    /// The words of the target's dictionary.
    private static func words(for target: FuzzSeed.Target) throws -> [[UInt8]] {
        let text = try ProjectFile(target == .text ? "Fuzz/text.dict" : "Fuzz/yaml.dict").text()
        return text.split(separator: "\n").map { line in
            Array(line.dropFirst().dropLast().replacing("\\\"", with: "\"").replacing("\\x0a", with: "\n").utf8)
        }
    }
}

/// Bytes taken out, put in, doubled and moved.
private struct SeedMutations {
    private let seed: [UInt8]
    private let words: [[UInt8]]
    private var state: UInt64

    init(of seed: FuzzSeed, words: [[UInt8]]) {
        self.seed = seed.content
        self.words = words
        state = seed.content.reduce(14_695_981_039_346_656_037) { ($0 ^ UInt64($1)) &* 1_099_511_628_211 }
    }

    mutating func next() -> [UInt8] {
        var bytes = seed
        for _ in 0...below(4) { change(&bytes) }
        return bytes
    }

    private mutating func change(_ bytes: inout [UInt8]) {
        let start = below(bytes.count + 1)
        let end = min(bytes.count, start + below(20))
        switch below(6) {
        case 0: bytes.removeSubrange(start..<end)
        case 1: bytes.insert(contentsOf: words[below(words.count)], at: start)
        case 2: bytes.replaceSubrange(start..<end, with: words[below(words.count)])
        case 3: bytes.insert(contentsOf: bytes[start..<end], at: below(bytes.count + 1))
        case 4: bytes.removeSubrange(start...)
        default: if start < bytes.count { bytes[start] = UInt8(truncatingIfNeeded: below(256)) }
        }
    }

    /// Numbers by xorshift64.
    private mutating func below(_ bound: Int) -> Int {
        state ^= state << 13
        state ^= state >> 7
        state ^= state << 17
        return Int(state % UInt64(max(1, bound)))
    }
}
