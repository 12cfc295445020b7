extension YAMLNode {
    /// An edit that gives this scalar another string as its value, in the style that stands there.
    ///
    /// A plain scalar gets double quotes where some reader would take the new value for something else than that string,
    /// a single-quoted one where single quotes cannot hold it. A block scalar has to have one line of content; its
    /// chomping stays, so line breaks at the end of `value` do not count. An empty value gets a scalar behind its `:`.
    /// The value that stands there already gives an edit without effect.
    ///
    /// - Throws: `.unsupportedEdit` for collections, aliases (edit the ``resolved`` node), tags that are no string's, and
    ///   block scalars with several lines.
    package func replacingValue(with value: String) throws(YAMLSourceError) -> SourceEdit {
        try requireEditableScalar()
        let bytes = Array(value.utf8)
        if valueBytes.elementsEqual(bytes) { return edit(range.upperBound..<range.upperBound, [], .none) }
        if style.isBlockScalar { return try replacingOnlyLine(with: bytes) }
        let (text, newStyle) = ScalarSpelling.spell(bytes, as: style, inFlow: isInFlow)
        let effect = SourceEdit.Effect.value(node: index, bytes, style: newStyle)
        return range.isEmpty ? try fillingEmptyValue(text, effect) : edit(range, text, effect)
    }

    /// An edit that replaces the one place where a string occurs in this scalar's value.
    ///
    /// - Throws: `.unsupportedEdit` where it occurs nowhere or more than once, and as
    ///   ``replacingPart(_:with:)``.
    package func replacing(_ old: String, with new: String) throws(YAMLSourceError) -> SourceEdit {
        let value = valueBytes
        let old = Array(old.utf8)
        guard !old.isEmpty, let first = ScalarSpelling.firstIndex(of: old, in: value) else {
            throw unsupported("the value does not contain `\(String(decoding: old, as: UTF8.self))`")
        }
        guard !ScalarSpelling.contains(old, in: value[(first + 1)...]) else {
            throw unsupported("the value contains `\(String(decoding: old, as: UTF8.self))` more than once")
        }
        let start = first - value.startIndex
        return try replacingPart(start..<(start + old.count), with: new)
    }

    /// An edit that replaces a range of this scalar's value, counted in bytes of ``valueBytes`` from 0. Several parts of
    /// one scalar can be edited together.
    ///
    /// - Throws: `.unsupportedEdit` where the range cannot be found in the text, or the new text would need another
    ///   style.
    package func replacingPart(_ part: Range<Int>, with new: String) throws(YAMLSourceError) -> SourceEdit {
        try requireEditableScalar()
        let bytes = Array(new.utf8)
        var value = Array(valueBytes)
        guard part.lowerBound >= 0, part.upperBound <= value.count else {
            throw unsupported("the value has no bytes \(part.lowerBound) to \(part.upperBound)")
        }
        let cutsCharacter = [part.lowerBound, part.upperBound].contains { $0 < value.count && value[$0] & 0xC0 == 0x80 }
        if cutsCharacter { throw unsupported("the part starts or ends inside a character") }
        value.replaceSubrange(part, with: bytes)
        let fitsStyle =
            switch style {
            case .plain: ScalarSpelling.isSafePlain(value[...], inFlow: isInFlow, keepsStart: part.lowerBound >= 2)
            case .singleQuoted, .doubleQuoted:
                ScalarSpelling.isPrintable(bytes[...]) && !bytes.contains(where: needsEscape)
            default: ScalarSpelling.isPrintable(bytes[...])
            }
        if fitsStyle, let source = sourceRange(ofValue: part) {
            return edit(source, bytes, .part(node: index, part, bytes))
        }
        if style.isBlockScalar { throw unsupported("this part of the block scalar cannot be replaced in its place") }
        return try replacingValue(with: String(decoding: value, as: UTF8.self))
    }

    private func needsEscape(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "'") || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\")
    }

    func edit(_ range: Range<Int>, _ replacement: [UInt8], _ effect: SourceEdit.Effect) -> SourceEdit {
        SourceEdit(range: range, replacement: replacement, effect: effect, stream: stream)
    }

    func unsupported(_ message: String) -> YAMLSourceError {
        YAMLSourceError(.unsupportedEdit, message, at: location)
    }

    private func requireEditableScalar() throws(YAMLSourceError) {
        switch kind {
        case .scalar where tag == nil || scalarType == .string || tag == "!Sub": return
        case .scalar: throw unsupported("the tag says that the value is no string")
        case .alias: throw unsupported("an alias has no value of its own; edit the node that it names")
        case .mapping, .sequence: throw unsupported("a collection has no value to replace")
        }
    }

    private func fillingEmptyValue(
        _ text: [UInt8], _ effect: SourceEdit.Effect
    ) throws(YAMLSourceError) -> SourceEdit {
        let start = range.lowerBound
        let indicators = ":-?".utf8
        let follows = start > 0 && indicators.contains(stream.text[start - 1])
        guard follows || (ownProperties != nil && start > 0) else {
            throw unsupported("there is no `:` to put a value behind")
        }
        return edit(range, [UInt8(ascii: " ")] + text, effect)
    }

    private func replacingOnlyLine(with bytes: [UInt8]) throws(YAMLSourceError) -> SourceEdit {
        var new = bytes
        while new.last == 0x0A { new.removeLast() }
        var old = Array(valueBytes)
        var breaks: [UInt8] = []
        while old.last == 0x0A { breaks.append(old.removeLast()) }
        guard !old.contains(0x0A), let source = sourceRange(ofValue: 0..<old.count), !source.isEmpty else {
            throw unsupported("the block scalar has not one line of content; replace a part of it")
        }
        guard let first = new.first, !first.isBlank, ScalarSpelling.isPrintable(new[...]) else {
            throw unsupported("the new value cannot stand on one line of a block scalar")
        }
        return edit(source, new, .value(node: index, new + breaks, style: style))
    }
}
