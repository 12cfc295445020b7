import ImageModel
import YAMLSource

/// An image in a file that is no YAML, by the bytes of the text that name it.
struct TextReference {
    let range: Range<Int>
    let field: String
    var kind = OccurrenceKind.field
    var platforms: [Platform] = []
}

extension SourceFile {
    /// Reports what was found, in the order of the text. A field that several have is numbered from the second on.
    ///
    /// - Parameter comments: what starts a comment in this kind of file.
    func report(_ references: [TextReference], comments: [String], to scan: inout FileScan) {
        var places = TextPlaces(text.payload, comments: comments)
        var counts: [String: Int] = [:]
        let inOrder = references.sorted { $0.range.lowerBound < $1.range.lowerBound }
        scan.occurrences += inOrder.prefix(Self.mostReferences).map { reference in
            let count = counts[reference.field, default: 0]
            counts[reference.field] = count + 1
            let field = count == 0 ? reference.field : "\(reference.field)[\(count)]"
            return occurrence(of: reference, named: field, &places)
        }
        guard let next = inOrder.dropFirst(Self.mostReferences).first else { return }
        scan.findings.append(tooMany(from: places.location(of: next.range.lowerBound)))
    }

    /// Of one file; what people write stays far below.
    static var mostReferences: Int { 100_000 }

    func tooMany(from location: SourceLocation) -> Finding {
        Finding(
            file: path, location: location, reason: .limitReached,
            message: "the file names more than \(Self.mostReferences) images; those from here on are not looked at")
    }

    /// The pieces of one image by their names, asked in the order of the text.
    func sites(_ ranges: [String: Range<Int>], _ field: FieldPath, _ places: inout TextPlaces) -> [String: Site] {
        var sites: [String: Site] = [:]
        for (key, range) in ranges.sorted(by: { $0.value.lowerBound < $1.value.lowerBound }) {
            sites[key] = Site(
                id: SiteID(file: path, address: .text(range)), field: field.key(key).text,
                location: places.location(of: range.lowerBound),
                value: String(decoding: text.payload[range], as: UTF8.self), extent: range)
        }
        return sites
    }

    private func occurrence(
        of reference: TextReference, named field: String, _ places: inout TextPlaces
    ) -> ImageOccurrence {
        let location = places.location(of: reference.range.lowerBound)
        let site = Site(
            id: SiteID(file: path, address: .text(reference.range)), field: field, location: location,
            value: String(decoding: text.payload[reference.range], as: UTF8.self), extent: reference.range)
        var occurrence = ImageOccurrence(
            file: path, object: nil, field: field, location: location, parts: .whole(site),
            directives: places.directives(at: reference.range), kind: reference.kind)
        occurrence.platforms = reference.platforms
        return occurrence
    }
}
