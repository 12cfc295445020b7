/// A pattern as steps that a matcher takes, after Thompson and Pike (swtch.com/~rsc/regexp/regexp2.html).
struct PatternProgram: Hashable, Sendable {
    enum Step: Hashable, Sendable {
        case byte(ByteSet)
        /// Both ways at once; the first is preferred.
        case split(Int, Int)
        case jump(Int)
        /// Notes the position for a group.
        case save(Int)
        case start
        case end
        case match
    }

    /// A hand-written pattern has some dozens; together with the length of tags it bounds what a match costs.
    static let mostSteps = 500

    private(set) var steps: [Step] = []
    /// Positions noted: two for each group and two for the whole.
    let slots: Int

    /// - Throws: ``PatternError`` where it takes more than ``mostSteps``.
    init(_ node: PatternNode, groups: Int) throws(PatternError) {
        slots = 2 * (groups + 1)
        try emit(.save(0))
        try add(node)
        try emit(.save(1))
        try emit(.match)
    }

    /// Whether a match can only begin where the text does.
    var isAnchored: Bool { steps[1] == .start }

    private mutating func emit(_ step: Step) throws(PatternError) {
        guard steps.count < Self.mostSteps else {
            throw PatternError("the pattern takes more than \(Self.mostSteps) steps: repeat less")
        }
        steps.append(step)
    }

    private mutating func add(_ node: PatternNode) throws(PatternError) {
        switch node {
        case .bytes(let set): try emit(.byte(set))
        case .start: try emit(.start)
        case .end: try emit(.end)
        case .sequence(let nodes): for node in nodes { try add(node) }
        case .alternatives(let branches): try add(branches: branches[...])
        case .group(let inner, let number):
            try emit(.save(2 * number))
            try add(inner)
            try emit(.save(2 * number + 1))
        case .repeated(let inner, let from, let to, let isGreedy):
            try add(inner, from: from, to: to, isGreedy: isGreedy)
        }
    }

    private mutating func add(branches: ArraySlice<PatternNode>) throws(PatternError) {
        guard let first = branches.first else { return }
        guard branches.count > 1 else { return try add(first) }
        let split = steps.count
        try emit(.split(split + 1, 0))
        try add(first)
        let jump = steps.count
        try emit(.jump(0))
        steps[split] = .split(split + 1, steps.count)
        try add(branches: branches.dropFirst())
        steps[jump] = .jump(steps.count)
    }

    private mutating func add(
        _ inner: PatternNode, from: Int, to: Int?, isGreedy: Bool
    ) throws(PatternError) {
        for _ in 0..<from {
            let begin = steps.count
            try add(inner)
            // Nothing repeated is nothing, however often: no time is spent on it.
            if steps.count == begin { return }
        }
        guard let to else { return try addLoop(inner, isGreedy: isGreedy) }
        var splits: [Int] = []
        for _ in from..<max(from, to) {
            splits.append(steps.count)
            try emit(.split(0, 0))
            try add(inner)
        }
        for split in splits { steps[split] = Self.split(split + 1, steps.count, isGreedy) }
    }

    private mutating func addLoop(_ inner: PatternNode, isGreedy: Bool) throws(PatternError) {
        let split = steps.count
        try emit(.split(0, 0))
        try add(inner)
        try emit(.jump(split))
        steps[split] = Self.split(split + 1, steps.count, isGreedy)
    }

    private static func split(_ on: Int, _ out: Int, _ isGreedy: Bool) -> Step {
        isGreedy ? .split(on, out) : .split(out, on)
    }
}
