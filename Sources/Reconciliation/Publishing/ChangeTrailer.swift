#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// The trailers that a commit carries for programs. One line of JSON a reference, so that no name can forge another.
package struct ChangeTrailer: Codable, Hashable, Sendable {
    package let file: String
    package let object: String?
    package let field: String
    package let from: String?
    package let to: String?
    package let rule: String?

    /// What the keys of all trailers begin with.
    static let namespace = "Pinnace-"
    static let key = "Pinnace-Change"
    static let operationKey = "Pinnace-Operation"
    static let reasonKey = "Pinnace-Reason"

    var line: String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let json = (try? encoder.encode(self)).map { String(decoding: $0, as: UTF8.self) } ?? "{}"
        return "\(Self.key): \(Self.escaped(json))"
    }

    /// JSON leaves some characters as they are that steer a terminal or end a line for somebody; they only stand in
    /// strings here.
    private static func escaped(_ json: String) -> String {
        json.unicodeScalars.map { scalar in
            guard scalar.isDeceptive else { return String(scalar) }
            return scalar.utf16.map { "\\u" + String(0x1_0000 + Int($0), radix: 16).dropFirst() }.joined()
        }.joined()
    }
}

/// What the trailers of a commit say; anything that does not read as one is passed over.
struct CommitTrailers {
    private(set) var operation: String?
    private(set) var reason: String?
    private(set) var changes: [ChangeTrailer] = []

    init(_ message: String) {
        for line in message.split(whereSeparator: { $0 == "\n" || $0 == "\r\n" }) {
            guard let colon = line.firstIndex(of: ":") else { continue }
            let value = line[line.index(after: colon)...].drop { $0 == " " }
            switch line[..<colon] {
            case ChangeTrailer.operationKey[...]: operation = String(value)
            case ChangeTrailer.reasonKey[...]: reason = String(value)
            case ChangeTrailer.key[...]:
                let change = try? JSONDecoder().decode(ChangeTrailer.self, from: Data(value.utf8))
                if let change { changes.append(change) }
            default: continue
            }
        }
    }
}
