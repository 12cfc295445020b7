/// Changes that stand close together, with the lines around them.
struct DiffHunk: Equatable {
    struct Line: Equatable {
        enum Kind: Character {
            case context = " "
            case removed = "-"
            case added = "+"
        }

        let kind: Kind
        /// With its line end, where it has one.
        let bytes: ArraySlice<UInt8>
    }

    private static let context = 3

    let old: Range<Int>
    let new: Range<Int>
    let lines: [Line]

    /// `@@ -12,7 +12,7 @@`
    var heading: String { "@@ -\(Self.range(old)) +\(Self.range(new)) @@" }

    /// As GNU diff and git count: from 1, and an empty range by the line before it.
    private static func range(_ lines: Range<Int>) -> String {
        switch lines.count {
        case 0: "\(lines.lowerBound),0"
        case 1: "\(lines.lowerBound + 1)"
        default: "\(lines.lowerBound + 1),\(lines.count)"
        }
    }

    static func hunks(_ old: [ArraySlice<UInt8>], _ new: [ArraySlice<UInt8>]) -> [DiffHunk] {
        var groups: [[LineChange]] = []
        for change in LineChanges.between(old, new) {
            if let last = groups.last?.last, change.old.lowerBound - last.old.upperBound <= 2 * context {
                groups[groups.count - 1].append(change)
            } else {
                groups.append([change])
            }
        }
        return groups.map { DiffHunk($0, old, new) }
    }

    private init(_ changes: [LineChange], _ old: [ArraySlice<UInt8>], _ new: [ArraySlice<UInt8>]) {
        let first = changes[0]
        let last = changes[changes.count - 1]
        let before = min(Self.context, first.old.lowerBound)
        let after = min(Self.context, old.count - last.old.upperBound)
        self.old = first.old.lowerBound - before..<last.old.upperBound + after
        self.new = first.new.lowerBound - before..<last.new.upperBound + after
        var lines: [Line] = []
        var position = self.old.lowerBound
        for change in changes {
            lines += old[position..<change.old.lowerBound].map { Line(kind: .context, bytes: $0) }
            lines += old[change.old].map { Line(kind: .removed, bytes: $0) }
            lines += new[change.new].map { Line(kind: .added, bytes: $0) }
            position = change.old.upperBound
        }
        self.lines = lines + old[position..<self.old.upperBound].map { Line(kind: .context, bytes: $0) }
    }
}
