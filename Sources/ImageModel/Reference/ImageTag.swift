/// A tag: `[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}` (distribution/reference).
package struct ImageTag: Hashable, Sendable, CustomStringConvertible {
    package let name: String

    package init?(_ name: some StringProtocol) {
        let bytes = name.utf8
        guard let first = bytes.first, first.isAlphanumeric || first == UInt8(ascii: "_"), bytes.count <= 128,
            bytes.allSatisfy({ $0.isAlphanumeric || $0 == UInt8(ascii: "_") || $0.isTagPunctuation })
        else { return nil }
        self.name = String(name)
    }

    /// What a reference without tag and digest means.
    package static let latest = ImageTag("latest")!

    package var description: String { name }
}

extension UInt8 {
    fileprivate var isTagPunctuation: Bool { self == UInt8(ascii: ".") || self == UInt8(ascii: "-") }
}
