/// `*` for any run of characters. Linear in text and pattern: it goes back to the last star only.
package enum Wildcard {
    package static func matches(_ text: String, pattern: String) -> Bool {
        let text = Array(text.utf8)
        let pattern = Array(pattern.utf8)
        let star = UInt8(ascii: "*")
        var position = 0
        var place = 0
        var lastStar: (pattern: Int, text: Int)?
        while position < text.count {
            if place < pattern.count, pattern[place] == star {
                lastStar = (place, position)
                place += 1
            } else if place < pattern.count, pattern[place] == text[position] {
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
        return pattern[place...].allSatisfy { $0 == star }
    }
}
