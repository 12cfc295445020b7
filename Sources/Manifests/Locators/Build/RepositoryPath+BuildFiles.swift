extension RepositoryPath {
    /// The name's bytes, without making a list of the folders.
    var nameBytes: Substring.UTF8View {
        let bytes = string.utf8
        guard let slash = bytes.lastIndex(of: UInt8(ascii: "/")) else { return Substring(string).utf8 }
        return string[bytes.index(after: slash)...].utf8
    }

    /// Whether the name starts like this, and goes on with `.`, `-` or `_`.
    func isNamed(_ word: StaticString) -> Bool {
        matches(word) { bytes, word in
            let name = bytes.nameStart
            let end = name + word.count
            return end < bytes.count && bytes.holds(word, at: name) && ".-_".utf8.contains(bytes[end])
        }
    }

    /// Whether this is the name.
    func hasName(_ name: StaticString) -> Bool {
        matches(name) { bytes, name in
            bytes.nameStart == bytes.count - name.count && bytes.holds(name, at: bytes.count - name.count)
        }
    }

    /// Whether the name holds these bytes.
    func nameContains(_ word: StaticString) -> Bool {
        matches(word) { bytes, word in
            let last = bytes.count - word.count
            var start = bytes.nameStart
            while start <= last {
                if bytes.holds(word, at: start) { return true }
                start += 1
            }
            return false
        }
    }

    /// Whether it stands, however deep, in a folder of this name, which ends with a `/`.
    func isBelow(_ folder: StaticString) -> Bool {
        matches(folder) { bytes, folder in
            let last = bytes.count - folder.count
            var start = 0
            while start < last {
                if bytes.holds(folder, at: start) { return true }
                while start < last, bytes[start] != UInt8(ascii: "/") { start += 1 }
                start += 1
            }
            return false
        }
    }

    @inline(__always)
    private func matches(
        _ word: StaticString, _ question: (UnsafeBufferPointer<UInt8>, UnsafeBufferPointer<UInt8>) -> Bool
    ) -> Bool {
        word.withUTF8Buffer { word in withBytes { question($0, word) } }
    }
}

extension UnsafeBufferPointer<UInt8> {
    fileprivate var nameStart: Int {
        var start = count
        while start > 0, self[start - 1] != UInt8(ascii: "/") { start -= 1 }
        return start
    }

    @inline(__always)
    func ends(with ending: StaticString) -> Bool { ending.withUTF8Buffer { holds($0, at: count - $0.count) } }

    @inline(__always)
    func holds(_ word: UnsafeBufferPointer<UInt8>, at start: Int) -> Bool {
        guard start >= 0, start + word.count <= count, self[start] == word[0] else { return false }
        var offset = word.count - 1
        while offset > 0 {
            if self[start + offset] != word[offset] { return false }
            offset -= 1
        }
        return true
    }
}
