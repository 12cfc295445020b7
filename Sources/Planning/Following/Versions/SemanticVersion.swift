/// A version by semver.org 2.0.0, as tags write it: with or without `v`, and `_` for the `+` that a tag cannot hold.
struct SemanticVersion: Hashable, Sendable {
    let major: UInt64
    let minor: UInt64
    let patch: UInt64
    let prerelease: [PrereleaseIdentifier]

    init(_ major: UInt64, _ minor: UInt64, _ patch: UInt64, prerelease: [PrereleaseIdentifier] = []) {
        self.major = major
        self.minor = minor
        self.patch = patch
        self.prerelease = prerelease
    }

    /// Three numbers without leading zeros, then a pre-release and a build, as semver.org has it.
    init?(tag: String) {
        guard let parts = VersionParts(tag[...]), parts.numbers.count == 3 else { return nil }
        self.init(parts.numbers[0], parts.numbers[1], parts.numbers[2], prerelease: parts.prerelease)
    }

    /// The same for a tag that only has to be placed among versions: `1.28` stands for `1.28.0`.
    init?(tolerating tag: String) {
        guard let parts = VersionParts(tag[...]) else { return nil }
        let numbers = parts.numbers + [0, 0]
        self.init(numbers[0], numbers[1], numbers[2], prerelease: parts.prerelease)
    }

    var isPrerelease: Bool { !prerelease.isEmpty }
}

extension SemanticVersion: Comparable {
    /// Precedence (semver.org, 11): builds do not count, and a pre-release comes before its release.
    static func < (a: SemanticVersion, b: SemanticVersion) -> Bool {
        if (a.major, a.minor, a.patch) != (b.major, b.minor, b.patch) {
            return (a.major, a.minor, a.patch) < (b.major, b.minor, b.patch)
        }
        guard a.isPrerelease, b.isPrerelease else { return a.isPrerelease && !b.isPrerelease }
        return a.prerelease.lexicographicallyPrecedes(b.prerelease)
    }
}

/// What stands between the dots of a pre-release.
struct PrereleaseIdentifier: Hashable, Sendable, Comparable {
    let text: String
    private let isNumeric: Bool

    /// `nil` for an empty one, or a number with a leading zero.
    init?(_ text: Substring) {
        guard !text.isEmpty, text.utf8.allSatisfy({ $0.isASCIIAlphanumeric || $0 == UInt8(ascii: "-") }) else {
            return nil
        }
        isNumeric = text.utf8.allSatisfy(\.isASCIIDigit)
        guard !isNumeric || text == "0" || !text.hasPrefix("0") else { return nil }
        self.text = String(text)
    }

    /// What no other comes before.
    static let lowest = PrereleaseIdentifier("0"[...])!

    static func < (a: PrereleaseIdentifier, b: PrereleaseIdentifier) -> Bool {
        switch (a.isNumeric, b.isNumeric) {
        case (true, true): Digits.precede(a.text, b.text)
        case (false, false): a.text.utf8.lexicographicallyPrecedes(b.text.utf8)
        case (let isNumeric, _): isNumeric
        }
    }
}

/// A version cut into its parts: one to three numbers.
struct VersionParts {
    let numbers: [UInt64]
    let prerelease: [PrereleaseIdentifier]

    init?(_ tag: Substring) {
        let text = tag.first == "v" || tag.first == "V" ? tag.dropFirst() : tag
        let version = text.prefix { $0 != "+" && $0 != "_" }
        let core = version.prefix { $0 != "-" }
        let parts = core.split(separator: ".", omittingEmptySubsequences: false)
        guard (1...3).contains(parts.count) else { return nil }
        let numbers = parts.compactMap(Self.number)
        guard numbers.count == parts.count else { return nil }
        self.numbers = numbers
        guard core.endIndex != version.endIndex else {
            prerelease = []
            return
        }
        guard let identifiers = Self.prerelease(version[core.endIndex...].dropFirst()) else { return nil }
        prerelease = identifiers
    }

    static func number(_ text: Substring) -> UInt64? {
        guard text.utf8.allSatisfy(\.isASCIIDigit), text == "0" || !text.hasPrefix("0") else { return nil }
        return UInt64(text)
    }

    static func prerelease(_ text: Substring) -> [PrereleaseIdentifier]? {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        let identifiers = parts.compactMap { PrereleaseIdentifier($0) }
        return identifiers.count == parts.count ? identifiers : nil
    }
}
