import YAMLSource

/// What holds for every file and every edit of it, whoever reads and edits.
struct FileProperties<Subject: Reader> {
    let subject: Subject

    /// What a scalar may become: every kind of trouble, and what is usual.
    static var values: [String] {
        ["new:1@sha256:0", "é 🚢", "it's", "1.10", "a: b", "x, y", "# z", "q\"b\\", "new:1"]
    }

    /// The property that a file does not have; `nil` where it has them all.
    func failure(_ file: GeneratedFile, seed: UInt64) -> String? {
        do {
            let reading = try subject.read(file)
            if let failure = misread(file, reading) { return failure }
            if let failure = try misspelt(file, reading) { return failure }
            var random = SeededGenerator(seed: seed)
            let isReversible = random.next() % 2 == 0
            let chosen = choose(file, isReversible: isReversible, &random)
            guard !chosen.isEmpty else { return nil }
            let bytes = try subject.edit(file, chosen)
            return try misedited(file, chosen, bytes) ?? (isReversible ? irreversible(file, chosen, bytes) : nil)
        } catch {
            return "an error: \(error)"
        }
    }

    private func choose(
        _ file: GeneratedFile, isReversible: Bool, _ random: inout SeededGenerator
    ) -> [Int: [UInt8]] {
        var chosen: [Int: [UInt8]] = [:]
        for (index, place) in file.places.enumerated() where place.isEditable && random.next() % 3 == 0 {
            let value = isReversible ? "new:1" : Self.values[Int(random.next() % UInt64(Self.values.count))]
            if !isReversible || place.isCanonical { chosen[index] = Array(value.utf8) }
        }
        return chosen
    }
}

extension FileProperties {
    /// Every scalar is where the generator put it, with the value and the style that it has there.
    private func misread(_ file: GeneratedFile, _ reading: Reading) -> String? {
        guard reading.scalars.count == file.places.count else { return "there are \(reading.scalars.count) scalars" }
        for (place, scalar) in zip(file.places, reading.scalars) {
            if place.range != scalar.range { return "a scalar is at \(scalar.range), not at \(place.range)" }
            if place.value != scalar.value || place.style != scalar.style {
                return "a scalar at \(place.range) differs"
            }
        }
        return nil
    }

    /// A scalar's bytes, alone in a list, read as its value.
    private func misspelt(_ file: GeneratedFile, _ reading: Reading) throws -> String? {
        var list: [UInt8] = []
        var expected: [[UInt8]] = []
        for (place, scalar) in zip(file.places, reading.scalars) where !scalar.range.isEmpty {
            let header = place.style.isBlockScalar ? file.text[place.range].prefix(3) : []
            // An indentation in digits counts from where the scalar stood.
            if header.contains(where: { (0x30...0x39).contains($0) }) { continue }
            list += Array("- ".utf8) + file.text[scalar.range] + (place.style.isBlockScalar ? [] : [0x0A])
            expected.append(scalar.value)
        }
        let read = try YAMLStream(bytes: list).scalars.map { Array($0.valueBytes) }
        return read == expected ? nil : "the bytes of a scalar do not read as its value"
    }

    /// Only the chosen scalars have other values, and only their bytes are others.
    private func misedited(_ file: GeneratedFile, _ chosen: [Int: [UInt8]], _ bytes: [UInt8]) throws -> String? {
        let stream = try YAMLStream(bytes: bytes)
        var expected = EventList(try YAMLStream(bytes: file.bytes))
        for (index, value) in chosen { expected.set(value + lineBreaks(file.places[index]), index) }
        if let difference = expected.difference(from: EventList(stream)) { return difference }
        return try touched(file, chosen, bytes, stream.scalars.map(\.range))
    }

    /// What a block scalar's chomping adds to whatever is written into it.
    private func lineBreaks(_ place: GeneratedFile.Place) -> [UInt8] {
        place.onlyLine == nil ? [] : Array(place.value.reversed().prefix { $0 == 0x0A })
    }

    private func touched(
        _ file: GeneratedFile, _ chosen: [Int: [UInt8]], _ bytes: [UInt8], _ ranges: [Range<Int>]
    ) throws -> String? {
        let mark = file.encoding.mark
        guard bytes.starts(with: mark) else { return "the byte order mark is another" }
        guard let text = try text(of: bytes, as: file.encoding) else { return "the encoding is another" }
        var (oldEnd, newEnd) = (0, 0)
        for index in chosen.keys.sorted() {
            let (old, new) = (file.places[index].range, ranges[index])
            // What had no width stands behind its `:` with one blank between.
            let untouched = Array(file.text[oldEnd..<old.lowerBound]) + (old.isEmpty ? [0x20] : [])
            guard untouched[...] == text[newEnd..<new.lowerBound] else { return "bytes in front of an edit differ" }
            (oldEnd, newEnd) = (old.upperBound, new.upperBound)
        }
        return file.text[oldEnd...] == text[newEnd...] ? nil : "bytes behind the edits differ"
    }

    /// The text of a file that has to have an encoding; `nil` where its bytes are not that.
    private func text(of bytes: [UInt8], as encoding: GeneratedFile.Encoding) throws -> [UInt8]? {
        let text = try SourceText(bytes: bytes).payload
        return encoding.encode(text) == bytes ? text : nil
    }

    /// The old values put back give the old file.
    private func irreversible(_ file: GeneratedFile, _ chosen: [Int: [UInt8]], _ bytes: [UInt8]) throws -> String? {
        guard subject is Engine else { return nil }
        let stream = try YAMLStream(bytes: bytes)
        let scalars = stream.scalars
        let edits = try chosen.keys.map { index in
            try scalars[index].replacingValue(with: String(decoding: file.places[index].value, as: UTF8.self))
        }
        return try YAMLEditing.apply(edits, to: stream) == file.bytes ? nil : "the old values do not give the old file"
    }
}
