import YAMLSource

/// A second, simple implementation, which knows from the generator where everything stands: so that each fault in it is
/// the only one.
struct PlainReader: Reader {
    var fault: Fault?

    func read(_ file: GeneratedFile) throws -> Reading {
        Reading(
            scalars: file.places.map { place in
                .init(range: range(of: place, in: file), value: value(of: place, in: file), style: place.style)
            })
    }

    func edit(_ file: GeneratedFile, _ values: [Int: [UInt8]]) throws -> [UInt8] {
        var text = file.text
        var wanted = values.sorted { $0.key < $1.key }
        if fault == .onlyFirstEdit { wanted = Array(wanted.prefix(1)) }
        for (index, value) in fault == .notShifted ? wanted : wanted.reversed() {
            let place = self.place(index, in: file)
            let (range, replacement) = splice(place, value, in: file)
            text.replaceSubrange(range.clamped(to: 0..<text.count), with: replacement)
        }
        return encoded(FaultyText.rewritten(text, fault), file)
    }

    private func place(_ index: Int, in file: GeneratedFile) -> GeneratedFile.Place {
        let place = file.places[index]
        switch fault {
        case .neighbour: return file.places[(index + 1) % file.places.count]
        case .firstPlaceWithThatText:
            return file.places.first { file.text[$0.range] == file.text[place.range] && !$0.range.isEmpty } ?? place
        default: return place
        }
    }

    private func encoded(_ text: [UInt8], _ file: GeneratedFile) -> [UInt8] {
        let bytes = file.encoding.encode(text)
        switch (fault, file.encoding) {
        case (.markForgotten, _): return Array(bytes.dropFirst(file.encoding.mark.count))
        case (.otherEncoding, .utf16LittleEndian), (.otherEncoding, .utf16BigEndian): return text
        case (.swappedBytes, .utf16LittleEndian): return GeneratedFile.Encoding.utf16BigEndian.encode(text)
        case (.swappedBytes, .utf16BigEndian): return GeneratedFile.Encoding.utf16LittleEndian.encode(text)
        default: return bytes
        }
    }
}

extension PlainReader {
    private func splice(
        _ place: GeneratedFile.Place, _ value: [UInt8], in file: GeneratedFile
    ) -> (Range<Int>, [UInt8]) {
        if let line = place.onlyLine { return blockSplice(place, line, value, in: file) }
        let text = Spelling(fault).spell(value, place.style, isInFlow: place.isInFlow)
        let range = range(of: place, in: file)
        if place.range.isEmpty { return (range, fault == .blankForgotten ? text : [0x20] + text) }
        let start = fault == .anchorDropped ? place.propertiesStart ?? range.lowerBound : range.lowerBound
        return (min(start, range.upperBound)..<range.upperBound, text)
    }

    private func blockSplice(
        _ place: GeneratedFile.Place, _ line: Range<Int>, _ value: [UInt8], in file: GeneratedFile
    ) -> (Range<Int>, [UInt8]) {
        let line = shifted(line, in: file)
        switch fault {
        case .indentationForgotten:
            var start = line.lowerBound
            while file.text[start - 1] == 0x20 { start -= 1 }
            return (start..<line.upperBound, value)
        case .chompingForgotten:
            let header = file.text[place.range.lowerBound..<line.lowerBound]
            let changed = header.map { $0 == UInt8(ascii: "-") ? UInt8(ascii: "+") : $0 }
            return (place.range.lowerBound..<line.upperBound, changed + value)
        case .blockRunsOn:
            return (line.lowerBound..<(place.markEnd ?? line.upperBound), value + [0x0A])
        default: return (line, value)
        }
    }

    private func value(of place: GeneratedFile.Place, in file: GeneratedFile) -> [UInt8] {
        let written = Array(file.text[place.range])
        switch fault {
        case .unfolded where place.style == .plain: return written
        case .unescaped where place.style.isQuoted: return Array(written.dropFirst().dropLast())
        default: return place.value
        }
    }

    private func range(of place: GeneratedFile.Place, in file: GeneratedFile) -> Range<Int> {
        var (start, end) = (place.range.lowerBound, place.range.upperBound)
        let text = file.text
        switch fault {
        case .propertiesAsStart: start = place.propertiesStart ?? start
        case .quotesLeftOut where place.style.isQuoted: (start, end) = (start + 1, end - 1)
        case .restOfLine where place.style == .plain && !place.isInFlow && start < end:
            while end < text.count, text[end] != 0x0A, text[end] != 0x0D, text[end] != UInt8(ascii: ":") { end += 1 }
        case .blockRunsOn: end = place.markEnd ?? end
        case .keptBreaksLeftOut: end = place.onlyLine.map { text.lineBreakEnd(from: $0.upperBound) } ?? end
        case .blockWithoutHeader: start = place.onlyLine?.lowerBound ?? start
        case .emptyValueAtNextToken where start == end:
            while end < text.count, text[end] <= 0x20 { end += 1 }
            start = end
        default: break
        }
        return shifted(start..<end, in: file)
    }

    private func shifted(_ range: Range<Int>, in file: GeneratedFile) -> Range<Int> {
        let (start, end) = (shifted(range.lowerBound, in: file), shifted(range.upperBound, in: file))
        return start..<max(start, end)
    }

    private func shifted(_ offset: Int, in file: GeneratedFile) -> Int {
        switch fault {
        case .codePointForByte: file.text[..<offset].reduce(0) { $1 & 0xC0 == 0x80 ? $0 : $0 + 1 }
        case .lineEndAsOne: offset - file.text[..<offset].reduce(0) { $1 == 0x0D ? $0 + 1 : $0 }
        case .markCounted: min(offset + file.encoding.mark.count, file.text.count)
        default: offset
        }
    }
}

extension [UInt8] {
    /// Behind the line break at an offset.
    func lineBreakEnd(from offset: Int) -> Int {
        var end = offset
        if end < count, self[end] == 0x0D { end += 1 }
        if end < count, self[end] == 0x0A { end += 1 }
        return end
    }
}
