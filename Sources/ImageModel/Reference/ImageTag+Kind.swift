extension ImageTag {
    /// Whether a tag names one build for good or moves on.
    package enum Kind: Sendable, Hashable {
        /// Names one build: a full version, a full date, a commit id.
        case version
        /// Everything else: `latest`, `1`, `1.28`, `stable`, `main`.
        case floating
    }

    package var kind: Kind {
        isSemanticVersion || isFullDate || isCommitID ? .version : .floating
    }

    /// Three numbers, with or without `v`, then a pre-release or build after `-`, `+` or `_`
    /// (a tag cannot hold `+`, so charts write `_` for it).
    private var isSemanticVersion: Bool {
        let text = name.first == "v" || name.first == "V" ? name.dropFirst() : name[...]
        let core = text.prefix { $0 != "-" && $0 != "_" }
        let numbers = core.split(separator: ".", omittingEmptySubsequences: false)
        guard numbers.count == 3 else { return false }
        return numbers.allSatisfy { !$0.isEmpty && $0.utf8.allSatisfy(\.isDigit) }
            && core.utf8.count + 1 != text.utf8.count
    }

    /// `20240131`, `2024-01-31`, `2024.01.31`, and the same followed by more (a time, a commit).
    private var isFullDate: Bool {
        let text = name.first == "v" ? name.dropFirst() : name[...]
        let head = text.prefix { $0 != "T" && $0 != "_" }
        let parts = head.split { $0 == "-" || $0 == "." }
        if let compact = parts.first, compact.utf8.count >= 8, compact.utf8.count <= 14 {
            return Self.isDate(compact.prefix(4), compact.dropFirst(4).prefix(2), compact.dropFirst(6).prefix(2))
                && compact.utf8.allSatisfy(\.isDigit)
        }
        guard parts.count >= 3, parts[0].utf8.count == 4 else { return false }
        return Self.isDate(parts[0], parts[1], parts[2])
    }

    private static func isDate(_ year: Substring, _ month: Substring, _ day: Substring) -> Bool {
        guard let year = Int(year), let month = Int(month), let day = Int(day) else { return false }
        return (1970...9999).contains(year) && (1...12).contains(month) && (1...31).contains(day)
    }

    /// Seven hex digits or more, alone or behind the prefixes that build tools put there.
    private var isCommitID: Bool {
        var text = name[...]
        for prefix in ["sha-", "git-", "commit-"] where text.hasPrefix(prefix) {
            text = text.dropFirst(prefix.count)
        }
        return (7...64).contains(text.utf8.count) && text.utf8.allSatisfy(\.isLowerHexDigit)
    }
}
