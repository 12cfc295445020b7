/// Patterns with a star for any run of things. Linear in text and pattern for each star: it goes back to the last one only.
package enum Wildcard {
    /// `*` for any run of bytes.
    package static func matches(_ text: String, pattern: String) -> Bool {
        matches(Array(text.utf8), Array(pattern.utf8), isStar: { $0 == UInt8(ascii: "*") }, fits: ==)
    }

    /// Folders and names of a path, `**` for any number of them.
    ///
    /// - Parameter fits: whether a name is what stands for one in the pattern.
    package static func matches(
        _ path: [Substring], pattern: [Substring], fits: (Substring, Substring) -> Bool
    ) -> Bool {
        matches(path, pattern, isStar: { $0 == "**" }, fits: fits)
    }

    /// - Parameter fits: whether something in the text is what stands for one thing in the pattern.
    static func matches<Element>(
        _ text: [Element], _ pattern: [Element], isStar: (Element) -> Bool, fits: (Element, Element) -> Bool
    ) -> Bool {
        var position = 0
        var place = 0
        var lastStar: (pattern: Int, text: Int)?
        while position < text.count {
            if place < pattern.count, isStar(pattern[place]) {
                lastStar = (place, position)
                place += 1
            } else if place < pattern.count, fits(text[position], pattern[place]) {
                place += 1
                position += 1
            } else if let last = lastStar {
                place = last.pattern + 1
                position = last.text + 1
                lastStar = (last.pattern, last.text + 1)
            } else {
                return false
            }
        }
        return pattern[place...].allSatisfy(isStar)
    }
}
