/// The namespace, labels and fields that a list or a watch is narrowed down to.
struct StandInSelector: Sendable {
    private enum Requirement: Sendable {
        case isOneOf([String])
        case isNoneOf([String])
        case exists
        case isMissing
    }

    private let namespace: String?
    private var labels: [(key: String, requirement: Requirement)] = []
    private var fields: [(path: [String], value: String, isEqual: Bool)] = []

    init(_ target: StandInTarget) throws {
        namespace = target.namespace
        for part in Self.parts(target.query["labelSelector"] ?? "") { labels.append(try Self.label(part)) }
        for part in Self.parts(target.query["fieldSelector"] ?? "") {
            let isEqual = !part.contains("!=")
            let sides = part.split(separator: "=", omittingEmptySubsequences: true).map(String.init)
            guard sides.count == 2 else { throw StandInFailure.badRequest("invalid field selector: \(part)") }
            let path = sides[0].filter { $0 != "!" }.split(separator: ".").map(String.init)
            fields.append((path, sides[1], isEqual))
        }
        if let name = target.name { fields.append((["metadata", "name"], name, true)) }
    }

    func matches(_ key: StandInStore.Key, _ object: APIJSON) -> Bool {
        if let namespace, namespace != key.namespace { return false }
        let own = object["metadata"]?["labels"]?.members ?? [:]
        return labels.allSatisfy { Self.holds($0.requirement, own[$0.key]?.text) }
            && fields.allSatisfy { field in
                let value = field.path.reduce(Optional(object)) { $0?[$1] }?.text ?? ""
                return (value == field.value) == field.isEqual
            }
    }

    private static func holds(_ requirement: Requirement, _ value: String?) -> Bool {
        switch requirement {
        case .isOneOf(let values): value.map { values.contains($0) } ?? false
        case .isNoneOf(let values): value.map { !values.contains($0) } ?? true
        case .exists: value != nil
        case .isMissing: value == nil
        }
    }

    /// Split at the commas outside of parentheses.
    private static func parts(_ text: String) -> [String] {
        var parts = [""]
        var depth = 0
        for character in text {
            if character == "(" { depth += 1 }
            if character == ")" { depth -= 1 }
            if character == ",", depth == 0 { parts.append("") } else { parts[parts.count - 1].append(character) }
        }
        return parts.map { $0.trimming(while: \.isWhitespace) }.filter { !$0.isEmpty }
    }

    private static func label(_ text: String) throws -> (String, Requirement) {
        if let match = text.wholeMatch(of: #/(\S+)\s+(in|notin)\s+\((.*)\)/#) {
            let values = match.3.split(separator: ",").map { String($0).trimming(while: \.isWhitespace) }
            return (String(match.1), match.2 == "in" ? .isOneOf(values) : .isNoneOf(values))
        }
        if let match = text.wholeMatch(of: #/([^=!\s]+)\s*(!=|==|=)\s*([^=!\s]*)/#) {
            return (String(match.1), match.2 == "!=" ? .isNoneOf([String(match.3)]) : .isOneOf([String(match.3)]))
        }
        if let match = text.wholeMatch(of: #/!([^=!\s]+)/#) { return (String(match.1), .isMissing) }
        if let match = text.wholeMatch(of: #/[^=!\s]+/#) { return (String(match.0), .exists) }
        throw StandInFailure.badRequest("unable to parse requirement: \(text)")
    }
}
