/// A piece of a text between delimiters, as replacements count them (kustomize 5.5, `api/filters/replacement`).
package struct KustomizePiece: Hashable, Sendable {
    package let delimiter: String
    package let index: Int

    package init(delimiter: String, index: Int) {
        self.delimiter = delimiter
        self.index = index
    }

    /// The piece of a text; `nil` where it has fewer.
    package func taken(from text: String) -> String? {
        let pieces = split(text)
        return pieces.indices.contains(index) ? pieces[index] : nil
    }

    /// The text with a value in place of the piece: before all for an index below zero, behind all for one beyond them.
    package func put(_ value: String, into text: String) -> String {
        var pieces = split(text)
        if index < 0 {
            pieces.insert(value, at: 0)
        } else if index < pieces.count {
            pieces[index] = value
        } else {
            pieces.append(value)
        }
        return joined(pieces)
    }

    /// What makes `wanted` when a value is put into a text, likeliest first: what keeps the value, then what keeps what
    /// stands behind it, then what keeps the number of pieces there.
    package func origins(of wanted: String, over text: String, with value: String) -> [(text: String, value: String)] {
        let old = split(text)
        let new = split(wanted)
        guard (0..<old.count).contains(index) else {
            let cuts = (1..<max(new.count, 1)).map { cut in
                let (front, back) = (joined(new[..<cut]), joined(new[cut...]))
                return index < 0 ? (text: back, value: front) : (text: front, value: back)
            }
            return cuts.filter { put($0.value, into: $0.text) == wanted }
                .sorted { abs(split($0.text).count - old.count) < abs(split($1.text).count - old.count) }
        }
        let behind = old[(index + 1)...]
        let ends = new.count > index ? Array((index + 1)...new.count) : []
        let found = ends.filter { behind.isEmpty ? $0 == new.count : $0 < new.count }.map { end in
            let piece = joined(new[index..<end])
            let rest = new[end...]
            let rank =
                piece == value
                ? 0 : joined(rest).hasPrefix(joined(behind)) ? 1 : rest.count == behind.count ? 2 : 3
            return (rank: rank, text: joined(Array(new[..<index]) + [old[index]] + Array(rest)), value: piece)
        }
        return found.sorted { $0.rank < $1.rank }.map { ($0.text, $0.value) }
    }

    private func split(_ text: String) -> [String] {
        var pieces: [String] = []
        var rest = text[...]
        while let cut = rest.firstRange(of: delimiter) {
            pieces.append(String(rest[..<cut.lowerBound]))
            rest = rest[cut.upperBound...]
        }
        return pieces + [String(rest)]
    }

    private func joined(_ pieces: some Sequence<String>) -> String { pieces.joined(separator: delimiter) }
}

/// A value that a replacement puts into an image on its way, or a piece of one.
package struct KustomizeSplice: Hashable, Sendable {
    /// Where the value stands.
    package let source: Site
    /// The piece of it that is taken; `nil` for all.
    package let taken: KustomizePiece?
    /// The piece that it takes the place of; `nil` for the whole text.
    package let put: KustomizePiece?

    func applied(to text: String, _ values: SiteValues) -> String {
        let value = value(values)
        return put?.put(value, into: text) ?? value
    }

    /// What is put there.
    package func value(_ values: SiteValues = [:]) -> String {
        let whole = source.current(values) ?? ""
        return taken.map { $0.taken(from: whole) ?? "" } ?? whole
    }
}
