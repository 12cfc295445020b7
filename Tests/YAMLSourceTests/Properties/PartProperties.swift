import YAMLSource

/// What people get wrong when they write into a piece of a value. Each is planted into ``PlainPartEditor``.
enum PartFault: String, CaseIterable, Sendable {
    /// Offsets of the value taken for those of the text, quotes and all.
    case quotesUncounted
    /// Offsets of the value behind the first quote: escapes, doubled quotes and folded lines count for what they mean.
    case escapesUncounted
    /// Offsets counted in code points.
    case codePoints
    /// The whole value replaced.
    case wholeValue
    /// What stands behind the piece dropped.
    case restDropped
    /// What stands in front of it dropped.
    case frontDropped
    /// The piece stays, and the new text stands in front of it.
    case pieceKept
    /// The first place in the file with the same text written instead.
    case firstPlaceWithThatText
}

/// A piece of a value replaced: by the engine, or by a new spelling of the whole.
protocol PartEditor: Sendable {
    /// - Parameter part: bytes of the value of the scalar with this number.
    func replacing(_ part: Range<Int>, of scalar: Int, in file: GeneratedFile) throws -> [UInt8]
}

struct EnginePartEditor: PartEditor {
    func replacing(_ part: Range<Int>, of scalar: Int, in file: GeneratedFile) throws -> [UInt8] {
        let stream = try YAMLStream(bytes: file.bytes)
        let edit = try stream.scalars[scalar].replacingPart(part, with: PartProperties<EnginePartEditor>.text)
        return try YAMLEditing.apply([edit], to: stream)
    }
}

/// A second, simple implementation, which knows from the generator where everything stands.
struct PlainPartEditor: PartEditor {
    var fault: PartFault?

    func replacing(_ part: Range<Int>, of scalar: Int, in file: GeneratedFile) -> [UInt8] {
        let place = file.places[scalar]
        let new = Array(PartProperties<PlainPartEditor>.text.utf8)
        var text = file.text
        var value = place.value
        switch fault {
        case .quotesUncounted: splice(part, place.range.lowerBound, new, &text)
        case .escapesUncounted: splice(part, place.range.lowerBound + (place.style.isQuoted ? 1 : 0), new, &text)
        case .firstPlaceWithThatText:
            let first = text.firstRange(of: value[part]).flatMap { $0.isEmpty ? nil : $0.lowerBound }
            splice(0..<part.count, first ?? place.range.lowerBound, new, &text)
        default:
            value.replaceSubrange(faulty(part, value), with: fault == .pieceKept ? new + value[part] : new)
            if fault == .restDropped { value = Array(value[..<(part.lowerBound + new.count)]) }
            if fault == .frontDropped { value = Array(value[part.lowerBound...]) }
            text.replaceSubrange(place.range, with: spelled(value, place))
        }
        return file.encoding.encode(text)
    }

    /// Line breaks stand in double quotes, as escapes.
    private func spelled(_ value: [UInt8], _ place: GeneratedFile.Place) -> [UInt8] {
        let style = value.contains(0x0A) ? .doubleQuoted : place.style
        let text = Spelling(nil).spell(value, style, isInFlow: place.isInFlow)
        return text.flatMap { $0 == 0x0A ? Array("\\n".utf8) : [$0] }
    }

    private func faulty(_ part: Range<Int>, _ value: [UInt8]) -> Range<Int> {
        switch fault {
        case .wholeValue: return value.indices
        case .codePoints:
            let count = { (offset: Int) in value[..<offset].count { $0 & 0xC0 != 0x80 } }
            return count(part.lowerBound)..<count(part.upperBound)
        default: return part
        }
    }

    private func splice(_ part: Range<Int>, _ start: Int, _ new: [UInt8], _ text: inout [UInt8]) {
        let range = (start + part.lowerBound)..<(start + part.upperBound)
        text.replaceSubrange(range.clamped(to: 0..<text.count), with: new)
    }
}

/// What holds where a piece of a value is replaced.
struct PartProperties<Subject: PartEditor> {
    let subject: Subject

    static var text: String { "new:1" }

    /// The property that a file does not have; `nil` where it has them all, or has no value with pieces.
    func failure(_ file: GeneratedFile, seed: UInt64) -> String? {
        var random = SeededGenerator(seed: seed)
        let scalars = file.places.indices.filter {
            file.places[$0].isEditable && !file.places[$0].style.isBlockScalar && !file.places[$0].value.isEmpty
        }
        guard !scalars.isEmpty else { return nil }
        let scalar = scalars[Int(random.next() % UInt64(scalars.count))]
        let part = Self.part(of: file.places[scalar].value, &random)
        do {
            return try miswritten(part, of: scalar, in: file, try subject.replacing(part, of: scalar, in: file))
        } catch {
            // Refused, and nothing written: so may be what is spelled otherwise than it is meant.
            return Self.isReference(file.places[scalar].value[part]) ? "an error: \(error)" : nil
        }
    }

    /// Bytes that are spelled alike in every style, as those of a reference are.
    private static func isReference(_ part: ArraySlice<UInt8>) -> Bool {
        !part.isEmpty && part.allSatisfy { $0 > 0x20 && $0 < 0x7F && !"'\"\\".utf8.contains($0) }
    }

    /// Between two characters.
    private static func part(of value: [UInt8], _ random: inout SeededGenerator) -> Range<Int> {
        let bounds = (value.indices.filter { value[$0] & 0xC0 != 0x80 } + [value.count]).map { $0 }
        let (one, other) = (
            bounds[Int(random.next() % UInt64(bounds.count))], bounds[Int(random.next() % UInt64(bounds.count))]
        )
        return min(one, other)..<max(one, other)
    }

    /// The value has the piece, no other has changed, and no byte outside of the scalar.
    private func miswritten(
        _ part: Range<Int>, of scalar: Int, in file: GeneratedFile, _ bytes: [UInt8]
    ) throws -> String? {
        let text = try SourceText(bytes: bytes).payload
        guard file.encoding.encode(text) == bytes else { return "the encoding is another" }
        var expected = EventList(try YAMLStream(bytes: file.bytes))
        var value = file.places[scalar].value
        value.replaceSubrange(part, with: Array(Self.text.utf8))
        expected.set(value, scalar)
        if let difference = expected.difference(from: EventList(try YAMLStream(bytes: bytes))) { return difference }
        let range = file.places[scalar].range
        let isKept =
            text.starts(with: file.text[..<range.lowerBound]) && text.hasSuffix(Array(file.text[range.upperBound...]))
        return isKept ? nil : "bytes outside of the scalar differ"
    }
}
