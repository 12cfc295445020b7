/// The operators of a version range (Masterminds/semver, "Checking Version Constraints").
enum VersionOperator {
    case equal, notEqual, greater, less, greaterOrEqual, lessOrEqual, tilde, caret

    init?(_ sign: String) {
        switch sign {
        case "", "=", "==": self = .equal
        case "!=": self = .notEqual
        case ">": self = .greater
        case "<": self = .less
        case ">=", "=>": self = .greaterOrEqual
        case "<=", "=<": self = .lessOrEqual
        case "~", "~>": self = .tilde
        case "^": self = .caret
        default: return nil
        }
    }

    /// The versions that it means; `nil` where none can be meant.
    func comparator(_ version: PartialVersion) -> VersionComparator? {
        guard !version.numbers.isEmpty else {
            return [.notEqual, .greater, .less].contains(self) ? nil : VersionComparator()
        }
        let least = VersionComparator.Limit(version: version.least, isIncluded: true)
        switch self {
        case .equal: return spelled(version)
        case .notEqual:
            var all = spelled(version)
            all.isNegated = true
            return all
        case .greater:
            return VersionComparator(
                lower: version.isWhole ? excluded(version.least) : included(version.next(at: version.numbers.count - 1))
            )
        case .less: return VersionComparator(upper: excluded(version.least))
        case .greaterOrEqual: return VersionComparator(lower: least)
        case .lessOrEqual:
            return VersionComparator(
                upper: version.isWhole ? least : excluded(version.next(at: version.numbers.count - 1)))
        case .tilde:
            return VersionComparator(lower: least, upper: excluded(version.next(at: min(version.numbers.count, 2) - 1)))
        case .caret: return VersionComparator(lower: least, upper: excluded(version.next(at: caretPosition(version))))
        }
    }

    /// The version itself, or all that begin with what stands there.
    private func spelled(_ version: PartialVersion) -> VersionComparator {
        let least = included(version.least)
        guard !version.isWhole else { return VersionComparator(lower: least, upper: least) }
        return VersionComparator(lower: least, upper: excluded(version.next(at: version.numbers.count - 1)))
    }

    /// The first number that is not zero may not change, as far as numbers stand there.
    private func caretPosition(_ version: PartialVersion) -> Int {
        version.numbers.firstIndex { $0 != 0 } ?? version.numbers.count - 1
    }

    private func included(_ version: SemanticVersion) -> VersionComparator.Limit {
        VersionComparator.Limit(version: version, isIncluded: true)
    }

    private func excluded(_ version: SemanticVersion) -> VersionComparator.Limit {
        VersionComparator.Limit(version: version, isIncluded: false)
    }
}
