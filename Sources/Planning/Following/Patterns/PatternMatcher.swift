/// Takes a program's steps over a tag, all ways at once: each step at most once for each character, so that the cost is
/// the product of their lengths, whatever the pattern.
struct PatternMatcher {
    private let program: PatternProgram
    private let text: [UInt8]
    /// The round in which a step was last entered.
    private var entered: [Int]
    private var round = 0
    private var threads: [Thread] = []

    private struct Thread {
        let step: Int
        /// Positions by slot, -1 where none was noted; empty where nobody asks.
        let slots: [Int]
    }

    init(_ program: PatternProgram, _ text: [UInt8]) {
        self.program = program
        self.text = text
        entered = Array(repeating: 0, count: program.steps.count)
    }

    /// The positions of the leftmost match, the preferred one of several; `nil` for none.
    mutating func slots() -> [Int]? { run(Array(repeating: -1, count: program.slots)) }

    mutating func isMatch() -> Bool { run([]) != nil }

    private mutating func run(_ empty: [Int]) -> [Int]? {
        var found: [Int]?
        for position in 0...text.count {
            let waiting = threads
            threads = []
            round += 1
            for thread in waiting {
                guard case .byte(let set) = program.steps[thread.step] else {
                    // What comes behind a match is preferred less.
                    found = thread.slots
                    break
                }
                guard position > 0, set.contains(text[position - 1]) else { continue }
                enter(thread.step + 1, position, thread.slots)
            }
            if found == nil { enter(0, position, empty) }
            if threads.isEmpty, found != nil || program.isAnchored { return found }
        }
        let match = threads.first { program.steps[$0.step] == .match }
        return match?.slots ?? found
    }

    /// Follows what takes no character. Depth is bounded by the program's length.
    private mutating func enter(_ step: Int, _ position: Int, _ slots: [Int]) {
        guard entered[step] != round else { return }
        entered[step] = round
        switch program.steps[step] {
        case .jump(let next): enter(next, position, slots)
        case .split(let first, let second):
            enter(first, position, slots)
            enter(second, position, slots)
        case .save(let slot):
            var slots = slots
            if !slots.isEmpty { slots[slot] = position }
            enter(step + 1, position, slots)
        case .start: if position == 0 { enter(step + 1, position, slots) }
        case .end: if position == text.count { enter(step + 1, position, slots) }
        case .byte, .match: threads.append(Thread(step: step, slots: slots))
        }
    }
}
