import ImageModel
import YAMLSource

/// How often aliases may be followed in one file: aliases of aliases would take for ever. What is left out is told.
final class AliasBudget {
    /// Aliases followed in one file, all anchors together.
    private static let most = 10_000

    /// Where the text is a scalar of another file: that file's budget, and where the scalar stands there.
    private let outer: (budget: AliasBudget, place: SourceLocation)?
    private var count = 0
    /// The first alias that was not followed.
    private(set) var end: SourceLocation?

    init(in outer: (budget: AliasBudget, place: SourceLocation)? = nil) {
        self.outer = outer
    }

    /// Whether what stands there is to be looked at: an alias counts, anything else does not.
    func follows(_ node: YAMLNode) -> Bool {
        guard node.isAlias else { return true }
        guard take() else {
            stop(at: node.location)
            return false
        }
        return true
    }

    /// Says that an alias was not followed.
    func stop(at location: SourceLocation) {
        if let outer { outer.budget.stop(at: outer.place) } else { end = end ?? location }
    }

    private func take() -> Bool {
        if let outer { return outer.budget.take() }
        count += 1
        return count <= Self.most
    }

    func finding(in file: RepositoryPath) -> Finding? {
        end.map {
            Finding(
                file: file, location: $0, reason: .limitReached,
                message:
                    "this alias, and what repeats its anchor from here on, is not looked at: its anchor is repeated too "
                    + "often in one object, or aliases of aliases make too much of it")
        }
    }
}
