/// A reference as kustomize takes it apart: text, without any normalisation (kustomize 5.5, `api/internal/image`).
struct KustomizeImageName: Hashable {
    var name: String
    var tag: String
    var digest: String

    init(_ text: String) {
        let slash = text.firstIndex(of: "/") ?? text.startIndex
        let search = text[slash...]
        let at = search.firstIndex(of: "@")
        let colon = search.firstIndex(of: ":")
        digest = at.map { String(text[text.index(after: $0)...]) } ?? ""
        guard let colon, at.map({ colon < $0 }) ?? true else {
            name = String(text[..<(at ?? text.endIndex)])
            tag = ""
            return
        }
        name = String(text[..<colon])
        tag = String(text[text.index(after: colon)..<(at ?? text.endIndex)])
    }

    var text: String {
        name + (tag.isEmpty ? "" : ":\(tag)") + (digest.isEmpty ? "" : "@\(digest)")
    }

    /// Sets what an entry sets. A tag or a digest replaces both that stood there; a suffix drops the digest
    /// (`api/filters/imagetag/updater.go`).
    mutating func apply(newName: String?, newTag: String?, digest newDigest: String?, tagSuffix: String?) {
        if let newName { name = newName }
        if newTag != nil || newDigest != nil {
            tag = newTag ?? ""
            digest = newDigest ?? ""
        } else if let tagSuffix {
            tag += tagSuffix
            digest = ""
        }
    }
}

extension KustomizeImageName {
    /// Whether an entry's `name` speaks of it. The name stands in the middle of a regular expression that is anchored at
    /// both ends: `^name(:[a-zA-Z0-9_.{}-]*)?(@sha256:[a-zA-Z0-9_.{}-]*)?$`.
    func isMatched(by pattern: String) -> Bool {
        let whole = text
        guard !Self.isExpression(pattern) else { return Self.isMatched(whole, byExpression: pattern) }
        var rest = whole.utf8[...]
        for byte in pattern.utf8 {
            guard let next = rest.popFirst(), next == byte || byte == UInt8(ascii: ".") else { return false }
        }
        Self.drop(":", from: &rest)
        Self.drop("@sha256:", from: &rest)
        return rest.isEmpty
    }

    /// A name that ends in `.*`, as nearly all that are patterns do, takes no machine.
    private static func isMatched(_ text: String, byExpression pattern: String) -> Bool {
        let front = pattern.dropLast(2)
        if pattern.hasSuffix(".*"), !isExpression(String(front)) {
            return text.utf8.count >= front.utf8.count
                && zip(text.utf8, front.utf8).allSatisfy { $0 == $1 || $1 == UInt8(ascii: ".") }
        }
        let tail = "(:[a-zA-Z0-9_.{}-]*)?(@sha256:[a-zA-Z0-9_.{}-]*)?"
        guard let expression = try? Regex("(?:\(pattern))\(tail)") else { return false }
        return text.wholeMatch(of: expression) != nil
    }

    /// Whether a name says more than itself; a dot matches itself too.
    static func isExpression(_ pattern: String) -> Bool {
        pattern.utf8.contains { byte in
            switch byte {
            // \ + * ? ( ) | [ ] { } ^ $
            case 0x5C, 0x2B, 0x2A, 0x3F, 0x28, 0x29, 0x7C, 0x5B, 0x5D, 0x7B, 0x7D, 0x5E, 0x24: true
            default: false
            }
        }
    }

    private static func drop(_ mark: String, from rest: inout Substring.UTF8View) {
        guard rest.starts(with: mark.utf8) else { return }
        rest = rest.dropFirst(mark.utf8.count).drop { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"):
                true
            default: "_.{}-".utf8.contains(byte)
            }
        }
    }
}

extension RenderFormula {
    /// The part of a reference that kustomize compares with an entry's `name`.
    package static func name(in text: String) -> String { KustomizeImageName(text).name }

    /// Whether a name is a pattern that may speak of many images: no rewrite can keep it true.
    package static func isPattern(_ name: String) -> Bool { KustomizeImageName.isExpression(name) }

    /// Whether an entry's name speaks of a reference.
    package static func isMatched(_ text: String, by name: String) -> Bool {
        KustomizeImageName(text).isMatched(by: name)
    }
}
