extension RepositoryPath {
    /// The name's bytes, without making a list of the folders.
    var nameBytes: Substring.UTF8View {
        let bytes = string.utf8
        guard let slash = bytes.lastIndex(of: UInt8(ascii: "/")) else { return Substring(string).utf8 }
        return string[bytes.index(after: slash)...].utf8
    }

    /// Whether the name starts like this, and goes on with `.`, `-` or `_`.
    func isNamed(_ word: StaticString) -> Bool {
        let name = nameBytes
        let count = word.utf8CodeUnitCount
        guard name.count > count, name.starts(with: word) else { return false }
        return ".-_".utf8.contains(name[name.index(name.startIndex, offsetBy: count)])
    }

    /// Whether the name holds these bytes.
    func nameContains(_ word: StaticString) -> Bool {
        var rest = nameBytes[...]
        while rest.count >= word.utf8CodeUnitCount {
            if rest.starts(with: word) { return true }
            rest = rest.dropFirst()
        }
        return false
    }

    /// Whether it stands, however deep, in a folder of this name.
    func isBelow(_ folder: StaticString) -> Bool {
        let bytes = string.utf8
        guard bytes.count > folder.utf8CodeUnitCount else { return false }
        if bytes.starts(with: folder) { return true }
        var rest = bytes[...]
        while let slash = rest.firstIndex(of: UInt8(ascii: "/")) {
            rest = rest[rest.index(after: slash)...]
            if rest.starts(with: folder) { return true }
        }
        return false
    }
}

extension Sequence<UInt8> {
    fileprivate func starts(with word: StaticString) -> Bool {
        word.withUTF8Buffer { bytes in starts(with: Array(bytes)) }
    }
}
