import YAMLSource

/// The lines `image: …` of a template.
struct TemplateLines {
    let file: SourceFile
    private let text: [UInt8]
    /// What stands between key and value: `:`, or `=` in Nomad's packs.
    private let separator: UInt8
    private var places: TextPlaces
    /// Whether one word can be an image here: there are containers or steps, or it is a Nomad pack.
    private let holdsContainers: Bool

    private init(_ file: SourceFile, separator: Unicode.Scalar) {
        self.file = file
        self.separator = UInt8(ascii: separator)
        text = file.text.payload
        holdsContainers =
            separator == "=" || file.text.contains("ontainer") || file.text.contains("steps:")
            || file.text.contains("services:")
        places = TextPlaces(text, comments: [])
    }

    /// Whether a file that cannot be parsed is a template with such lines: of Go, of Jinja, of Nomad's packs, of Terraform, or
    /// with names between `@` for sed.
    static func mayStand(in file: SourceFile) -> Bool {
        file.text.contains("image:")
            && (file.text.contains("{{") || file.text.contains("{%") || file.text.contains("[[")
                || file.text.contains("%{") || file.text.contains(": @"))
    }

    /// - Parameter separator: what stands between key and value.
    static func locate(in file: SourceFile, separator: Unicode.Scalar = ":", _ scan: inout FileScan) {
        var lines = TemplateLines(file, separator: separator)
        lines.locate(&scan)
        if ComposeTemplate.stands(in: file) { ComposeTemplate(file).tell(&scan) }
    }

    /// `image: {{ .Values.image }}` in what is YAML all the same, as braces are mappings there.
    static func addActions(in file: SourceFile, _ scan: inout FileScan) {
        var lines = FileScan(file: file.path)
        locate(in: file, &lines)
        let known = Set(scan.occurrences.map(\.location.line))
        scan.occurrences += lines.occurrences.filter { occurrence in
            guard occurrence.field == "image", case .whole(let site) = occurrence.parts else { return false }
            return site.value?.hasPrefix("{{") == true && !known.contains(occurrence.location.line)
        }
    }

    private mutating func locate(_ scan: inout FileScan) {
        var start = 0
        var comments = 0
        var above = LineDirectives()
        var isFolded = false
        var isRecord = false
        var status = TemplateStatus()
        // What describes fields names images for example.
        let holdsTexts = separator == UInt8(ascii: ":") && !file.text.contains("CustomResourceDefinition")
        while start < text.count {
            if scan.occurrences.count > SourceFile.mostReferences {
                return scan.findings.append(file.tooMany(from: places.location(of: start)))
            }
            let end = text[start...].firstIndex(of: 0x0A) ?? text.count
            let line = start..<(end > start && text[end - 1] == 0x0D ? end - 1 : end)
            status.read(text[line])
            let wasInComment = comments > 0 || status.isInside
            comments = max(0, comments + opened(line) - closed(line))
            let folded = isFolded ? trimmed(line) : nil
            isFolded = value(line).map { Self.isBlock(text[$0]) } ?? false
            if !wasInComment, let value = folded ?? value(line) {
                if let found = occurrence(value, line, above) { scan.occurrences.append(found) }
            } else if !wasInComment, holdsTexts, !isRecord {
                scan.occurrences += texts(line, above)
            }
            // OpenShift notes there what it ran last.
            isRecord = contains("lastTriggeredImage:", text[line])
            above = LineDirectives()
            if let comment = comment(line) { above.read(comment: comment) }
            start = end + 1
        }
    }

    /// References that are spelled out elsewhere in a line: arguments, variables of the environment, data of a ConfigMap.
    private mutating func texts(_ line: Range<Int>, _ above: LineDirectives) -> [ImageOccurrence] {
        guard comment(line) == nil, !contains("description:", text[line]) else { return [] }
        let code = line.lowerBound..<(CommandLines.commentStart(in: text[...], line) ?? line.upperBound)
        return CommandLineReferences.spelledOut(in: text[code]).map { part in
            let site = file.site(text: part, FieldPath("text"), &places)
            return ImageOccurrence(
                file: file.path, object: nil, field: "text", location: site.location, parts: .whole(site),
                directives: above, kind: .commandLine)
        }
    }

    /// `>-` and its like: the value stands on the next line.
    private static func isBlock(_ value: ArraySlice<UInt8>) -> Bool {
        [">", ">-", "|", "|-"].contains { value.elementsEqual($0.utf8) }
    }

    /// A line that is a template as a whole; a literal there is a block scalar's, and is not written.
    private func trimmed(_ line: Range<Int>) -> Range<Int>? {
        let start = skipBlanks(line.lowerBound, line.upperBound)
        return holdsAction(text[start..<line.upperBound]) ? start..<plainEnd(start, line.upperBound) : nil
    }

    /// Comments of a template are actions of their own (text/template, "Actions"): `/*` alone is a path's wildcard.
    private func opened(_ line: Range<Int>) -> Int { count("{{/*", line) + count("{{- /*", line) }
    private func closed(_ line: Range<Int>) -> Int { count("*/}}", line) + count("*/ -}}", line) }

    /// The bytes of the value behind `image:`, without quotes and comment.
    private func value(_ line: Range<Int>) -> Range<Int>? {
        var position = skipBlanks(line.lowerBound, line.upperBound)
        while position < line.upperBound, text[position] == UInt8(ascii: "-") {
            position = skipBlanks(position + 1, line.upperBound)
        }
        if position < line.upperBound, text[position] == UInt8(ascii: "\"") { return member(position, line) }
        let key = Array("image".utf8)
        guard position + key.count < line.upperBound, text[position..<(position + key.count)].elementsEqual(key) else {
            return nil
        }
        // Blanks stand in front of an `=` only, and behind both.
        let isAssignment = separator == UInt8(ascii: "=")
        let mark = isAssignment ? skipBlanks(position + key.count, line.upperBound) : position + key.count
        guard mark + 1 < line.upperBound, text[mark] == separator, text[mark + 1] == 0x20 else { return nil }
        let start = skipBlanks(mark + 1, line.upperBound)
        guard start < line.upperBound else { return nil }
        let quote = text[start]
        if quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") {
            let rest = text[(start + 1)..<line.upperBound]
            let end = holdsAction(rest) ? rest.lastIndex(of: quote) : rest.firstIndex(of: quote)
            // An action may go on in the next line.
            guard let end = end ?? (holdsAction(rest) ? line.upperBound : nil) else { return nil }
            return (start + 1)..<end
        }
        return start..<plainEnd(start, line.upperBound)
    }

    /// `"image": "a/b:v1"` of JSON inside of a text, where a tag, a host or an action shows what it is.
    private func member(_ start: Int, _ line: Range<Int>) -> Range<Int>? {
        let code = start..<line.upperBound
        guard let value = EmbeddedImages.ranges(in: text[code]).first, value.lowerBound > start + 1,
            text[start..<value.lowerBound].starts(with: "\"image\"".utf8),
            LooseImage.isImage(text[value]) || holdsAction(text[value])
        else { return nil }
        return value
    }

    /// A plain value ends before a comment and the blanks at the end; an action may hold both.
    private func plainEnd(_ start: Int, _ limit: Int) -> Int {
        var end = limit
        let behindActions = holdsAction(text[start..<limit]) ? lastAction(start, limit) : start
        for position in behindActions..<limit where text[position] == UInt8(ascii: "#") && text[position - 1] == 0x20 {
            end = position
            break
        }
        while end > start, text[end - 1] == 0x20 { end -= 1 }
        return end
    }

    /// Where the last `}}` or `]]` ends; the end of the line where the action goes on in the next.
    private func lastAction(_ start: Int, _ limit: Int) -> Int {
        var position = limit
        while position >= start + 2 {
            let pair = text[(position - 2)..<position]
            if pair.elementsEqual("}}".utf8) || pair.elementsEqual("]]".utf8) { return position }
            position -= 1
        }
        return limit
    }

    private mutating func occurrence(_ value: Range<Int>, _ line: Range<Int>, _ above: LineDirectives)
        -> ImageOccurrence?
    {
        let string = String(decoding: text[value], as: UTF8.self)
        let isTemplate = holdsAction(text[value]) || contains("${", text[value])
        guard !string.isEmpty, isTemplate || isLiteral(string) else { return nil }
        let site = file.site(text: value, FieldPath("image"), &places)
        var directives = above
        let rest = value.upperBound..<line.upperBound
        if let mark = text[rest].firstIndex(of: UInt8(ascii: "#")) {
            directives.read(comment: String(decoding: text[mark..<line.upperBound], as: UTF8.self))
        }
        return ImageOccurrence(
            file: file.path, object: nil, field: "image", location: site.location, parts: .whole(site),
            directives: directives)
    }

    /// No flag, no type of a schema, no text.
    private func isLiteral(_ value: String) -> Bool {
        // The last is what Istio puts a gateway's image in the place of.
        let others: Set = ["true", "false", "null", "~", "string", "object", "{}", "|", ">", "|-", ">-", "auto"]
        let first = value.utf8.first ?? 0
        guard holdsContainers || value.contains("/") || value.contains(":") else { return false }
        return !others.contains(value) && !value.contains(" ") && !value.contains("://")
            && !"{[&*!/.$<".utf8.contains(first)
    }

    private func comment(_ line: Range<Int>) -> String? {
        let start = skipBlanks(line.lowerBound, line.upperBound)
        guard start < line.upperBound, text[start] == UInt8(ascii: "#") else { return nil }
        return String(decoding: text[start..<line.upperBound], as: UTF8.self)
    }

    private func skipBlanks(_ start: Int, _ end: Int) -> Int {
        var position = start
        while position < end, text[position] == 0x20 { position += 1 }
        return position
    }

    private func holdsAction(_ bytes: ArraySlice<UInt8>) -> Bool { contains("{{", bytes) || contains("[[", bytes) }

    private func contains(_ mark: StaticString, _ bytes: ArraySlice<UInt8>) -> Bool {
        count(mark, bytes.startIndex..<bytes.endIndex) > 0
    }

    private func count(_ mark: StaticString, _ range: Range<Int>) -> Int {
        mark.withUTF8Buffer { mark in
            guard range.count >= mark.count else { return 0 }
            var count = 0
            var start = range.lowerBound
            while start <= range.upperBound - mark.count {
                if text[start] == mark[0], mark.indices.allSatisfy({ text[start + $0] == mark[$0] }) { count += 1 }
                start += 1
            }
            return count
        }
    }
}
