import ImageModel
import Manifests
import YAMLSource

/// Reads what a ``ScanWriter`` wrote; `nil` where something else stands there.
struct ScanReader {
    let texts: [String?]
    var reader: ByteReader

    /// - Parameter file: the path that it was scanned at.
    mutating func scan(_ file: RepositoryPath) -> FileScan? {
        var scan = FileScan(file: file)
        guard let occurrences = reader.number() else { return nil }
        for _ in 0..<occurrences {
            guard let occurrence = occurrence(file) else { return nil }
            scan.occurrences.append(occurrence)
        }
        guard let findings = reader.number() else { return nil }
        for _ in 0..<findings {
            guard let finding = finding(file) else { return nil }
            scan.findings.append(finding)
        }
        guard let workloads = reader.number() else { return nil }
        for _ in 0..<workloads {
            guard let workload = workload() else { return nil }
            scan.pullSecrets.workloads.append(workload)
        }
        guard let hasFingerprint = reader.number() else { return nil }
        if hasFingerprint == 1 {
            guard let halves = numbers(2), halves.allSatisfy({ $0 <= UInt32.max }) else { return nil }
            scan.fingerprint = SourceFingerprint(UInt64(halves[0]) << 32 | UInt64(halves[1]))
        }
        return scan
    }

    private mutating func workload() -> PullSecretWorkload? {
        guard let texts = texts(6), let object = Self.object(texts), let field = texts[4], let account = texts[5],
            let count = reader.number()
        else { return nil }
        var secrets: [PullSecretName] = []
        for _ in 0..<count {
            guard let name = self.texts(1)?[0], let place = numbers(2) else { return nil }
            secrets.append(
                PullSecretName(name: name, location: SourceLocation(line: place[0], column: place[1])))
        }
        return PullSecretWorkload(object: object, field: field, secrets: secrets, account: account)
    }

    /// `nil` where no text can be; `.some(nil)` where none was.
    private mutating func optionalText() -> String?? {
        guard let number = reader.number(), texts.indices.contains(number) else { return nil }
        return .some(texts[number])
    }

    private mutating func texts(_ count: Int) -> [String?]? {
        var found: [String?] = []
        for _ in 0..<count {
            guard let text = optionalText() else { return nil }
            found.append(text)
        }
        return found
    }

    private mutating func numbers(_ count: Int) -> [Int]? {
        var found: [Int] = []
        for _ in 0..<count {
            guard let number = reader.number() else { return nil }
            found.append(number)
        }
        return found
    }

    private mutating func finding(_ file: RepositoryPath) -> Finding? {
        guard let texts = texts(2), let reason = texts[0], let message = texts[1], let place = numbers(2) else {
            return nil
        }
        let location = place[0] == 0 ? nil : SourceLocation(line: place[0], column: place[1])
        return Finding(file: file, location: location, reason: ReasonCode(rawValue: reason), message: message)
    }

    private mutating func occurrence(_ file: RepositoryPath) -> ImageOccurrence? {
        guard let texts = texts(13), let field = texts[4], let siteField = texts[10],
            let kind = texts[5].flatMap(OccurrenceKind.init), let directives = directives(texts),
            let platforms = platforms(), let numbers = numbers(6), let address = address()
        else { return nil }
        let site = Site(
            id: SiteID(file: file, address: address), field: siteField,
            location: SourceLocation(line: numbers[2], column: numbers[3]), value: texts[11],
            extent: numbers[4]..<(numbers[4] + numbers[5]))
        var occurrence = ImageOccurrence(
            file: file, object: Self.object(texts), field: field,
            location: SourceLocation(line: numbers[0], column: numbers[1]), parts: .whole(site),
            directives: directives, kind: kind)
        occurrence.platforms = platforms
        occurrence.pinnedName = texts[6]
        occurrence.element = texts[12]
        return occurrence
    }

    private static func object(_ texts: [String?]) -> ObjectIdentity? {
        guard let apiVersion = texts[0], let kind = texts[1] else { return nil }
        return ObjectIdentity(apiVersion: apiVersion, kind: kind, namespace: texts[2], name: texts[3])
    }

    private mutating func directives(_ texts: [String?]) -> LineDirectives? {
        guard let ignore = reader.number() else { return nil }
        var directives = LineDirectives()
        directives.ignore = ignore == 1
        (directives.follow, directives.otherController, directives.unknown) = (texts[7], texts[8], texts[9])
        return directives
    }

    private mutating func platforms() -> [Platform]? {
        guard let count = reader.number(), let words = texts(count) else { return nil }
        let platforms = words.compactMap { $0.flatMap { Platform($0) } }
        return platforms.count == count ? platforms : nil
    }

    private mutating func address() -> SiteAddress? {
        guard let numbers = numbers(4) else { return nil }
        let range = numbers[2]..<(numbers[2] + numbers[3])
        return switch numbers[0] {
        case 0: .scalar(numbers[1])
        case 1: .part(numbers[1], range)
        case 2: .text(range)
        default: nil
        }
    }
}
