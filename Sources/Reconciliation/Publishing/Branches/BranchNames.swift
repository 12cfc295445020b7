import Crypto
package import GitStore

/// What the branches of changes are called.
package struct BranchNames: Hashable, Sendable {
    /// With `{base}` and `{group}` to fill in.
    package let template: String
    package let base: String

    package static let standard = "pinnace/update/{base}"
    /// Before the name of the branch that a rollback is for.
    private static let rollbacks = "pinnace/rollback/"

    package init(template: String?, base: String) {
        self.template = template ?? Self.standard
        self.base = base
    }

    /// - Parameter group: `nil` where all changes go together.
    package func name(of group: String?) -> String {
        let whole = template.replacing("{base}", with: Self.part(base))
        guard let group else { return whole.replacing("{group}", with: "all") }
        let part = Self.part(group)
        return whole.contains("{group}") ? whole.replacing("{group}", with: part) : "\(whole)-\(part)"
    }

    /// What every name begins with, whatever the group.
    package var prefix: String {
        let whole = template.replacing("{base}", with: Self.part(base))
        return whole.firstRange(of: "{group}").map { String(whole[..<$0.lowerBound]) } ?? whole
    }

    /// Whether a branch is one of these, and not one of another job's that is called alike.
    ///
    /// - Parameter tip: its newest commit.
    package func owns(_ name: String, at tip: GitCommit) -> Bool {
        name == self.name(of: nil) || !name.hasPrefix(Self.rollbacks) && CommitSeal.template(of: tip) == template
    }

    /// Where rollbacks of a branch wait: their holds are in force.
    package static func rollbacks(of base: String) -> String { "\(rollbacks)\(part(base))/" }

    package static func rollback(_ what: String, of base: String) -> String { rollbacks(of: base) + part(what) }

    private static func trimmed(_ name: String) -> String {
        var name = name
        while let last = name.last, "-/.".contains(last) { name.removeLast() }
        return name
    }

    /// Letters and digits; what had others gets some of a hash, so that two names stay two. No rule of
    /// git-check-ref-format can be broken by it.
    static func part(_ text: String) -> String {
        var plain = ""
        for character in text {
            let isPlain = character.isASCII && (character.isLetter || character.isNumber)
            if isPlain || (character == "." && !plain.hasSuffix(".")) {
                plain.append(character)
            } else if !plain.hasSuffix("-") {
                plain.append("-")
            }
        }
        var short = trimmed(String(plain.prefix(60)))
        while let first = short.first, "-.".contains(first) { short.removeFirst() }
        if short == text, !short.isEmpty, !short.hasSuffix(".lock") { return short }
        let hash = SHA256.hash(data: Array(text.utf8)).prefix(3).map { String($0, radix: 16) }.joined()
        return short.isEmpty ? hash : "\(short)-\(hash)"
    }
}
