/// One place where two files differ: these lines of the old are those lines of the new.
struct LineChange: Equatable {
    let old: Range<Int>
    let new: Range<Int>
}

/// What differs between two files, line by line.
///
/// Made for edits of few lines in big files: after a difference the nearest lines that agree again are looked for, so
/// that the work grows with the length of the file and not with the number of edits. Where nothing near agrees, the
/// rest is one difference: never wrong, at worst longer than need be.
enum LineChanges {
    /// Lines skipped in old and new together, at most, before the rest counts as different.
    private static let reach = 200

    static func between<Line: Equatable>(_ old: [Line], _ new: [Line]) -> [LineChange] {
        var changes: [LineChange] = []
        let ending = commonEnding(old, new)
        let oldEnd = old.count - ending
        let newEnd = new.count - ending
        var at = (old: 0, new: 0)
        while true {
            while at.old < oldEnd, at.new < newEnd, old[at.old] == new[at.new] { at = (at.old + 1, at.new + 1) }
            guard at.old < oldEnd || at.new < newEnd else { return changes }
            let next = agreement(old[at.old..<oldEnd], new[at.new..<newEnd])
            changes.append(LineChange(old: at.old..<next.old, new: at.new..<next.new))
            at = next
        }
    }

    private static func commonEnding<Line: Equatable>(_ old: [Line], _ new: [Line]) -> Int {
        var start = 0
        let shorter = min(old.count, new.count)
        while start < shorter, old[start] == new[start] { start += 1 }
        var count = 0
        while count < shorter - start, old[old.count - 1 - count] == new[new.count - 1 - count] { count += 1 }
        return count
    }

    /// Where the two agree again, the fewest lines on; lines that were replaced one by one come before those that
    /// were added or removed.
    private static func agreement<Line: Equatable>(
        _ old: ArraySlice<Line>, _ new: ArraySlice<Line>
    ) -> (old: Int, new: Int) {
        for skipped in 1...reach where skipped < old.count + new.count {
            for lead in stride(from: skipped % 2, through: skipped, by: 2) {
                for signed in lead == 0 ? [0] : [-lead, lead] {
                    let next = (
                        old: old.startIndex + (skipped + signed) / 2, new: new.startIndex + (skipped - signed) / 2
                    )
                    guard next.old < old.endIndex, next.new < new.endIndex else { continue }
                    if old[next.old] == new[next.new] { return next }
                }
            }
        }
        return (old.endIndex, new.endIndex)
    }
}
