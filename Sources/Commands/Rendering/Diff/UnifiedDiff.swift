/// What changes in one file, in the form that `git apply` and `patch` take.
struct UnifiedDiff {
    private static let lineFeed = UInt8(ascii: "\n")

    let path: String
    let isNew: Bool
    /// Holds a NUL, as UTF-16 does: git shows no lines of such a file either.
    let isBinary: Bool
    let hunks: [DiffHunk]

    /// - Parameters:
    ///   - path: Relative to the repository's top folder, `/` between segments.
    ///   - old: `nil` for a file that is not there yet.
    /// - Returns: `nil` where nothing changes.
    init?(path: String, old: [UInt8]?, new: [UInt8]) {
        guard old != new else { return nil }
        self.path = path
        isNew = old == nil
        isBinary = new.contains(0) || old?.contains(0) == true
        hunks = isBinary ? [] : DiffHunk.hunks(Self.lines(old ?? []), Self.lines(new))
    }

    /// The lines above the first hunk.
    var heading: [String] {
        let old = isNew ? "/dev/null" : DiffPath.quoted("a/" + path)
        let new = DiffPath.quoted("b/" + path)
        let first = "diff --git \(DiffPath.quoted("a/" + path)) \(new)"
        let mode = isNew ? ["new file mode 100644"] : []
        if isBinary { return [first] + mode + ["Binary files \(old) and \(new) differ"] }
        guard !hunks.isEmpty else { return [first] + mode }
        return [first] + mode + ["--- " + DiffPath.ended(old), "+++ " + DiffPath.ended(new)]
    }

    static let missingLineEnd = "\\ No newline at end of file"

    /// Byte for byte what applies; not for a terminal, as a file's own control characters stand in it.
    var patch: [UInt8] {
        var bytes = heading.flatMap { Array($0.utf8) + [Self.lineFeed] }
        for hunk in hunks {
            bytes += Array(hunk.heading.utf8) + [Self.lineFeed]
            for line in hunk.lines {
                bytes += Array(String(line.kind.rawValue).utf8) + line.bytes
                if line.bytes.last != Self.lineFeed { bytes += Array("\n\(Self.missingLineEnd)\n".utf8) }
            }
        }
        return bytes
    }

    /// As git sees lines: they end at LF alone.
    private static func lines(_ bytes: [UInt8]) -> [ArraySlice<UInt8>] {
        var lines: [ArraySlice<UInt8>] = []
        var start = 0
        while start < bytes.count {
            let end = bytes[start...].firstIndex(of: lineFeed).map { $0 + 1 } ?? bytes.count
            lines.append(bytes[start..<end])
            start = end
        }
        return lines
    }
}
