import ImageModel

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// What a forge says of a failure: each has a shape of its own, and some have several.
enum ForgeWords {
    /// One line, without what could steer a terminal; empty where the answer says nothing.
    static func text(_ body: [UInt8]) -> String {
        guard let value = try? JSONDecoder().decode(Value.self, from: Data(body)) else { return "" }
        var seen: Set<String> = []
        return value.words.filter { !$0.isEmpty && seen.insert($0).inserted }.joined(separator: "; ").printable()
    }

    /// JSON, of which only what explains is kept.
    private struct Value: Decodable {
        let words: [String]

        private static let explaining = ["message", "error", "error_description", "errors", "detail", "fields"]

        private struct Key: CodingKey {
            let stringValue: String
            var intValue: Int? { nil }
            init?(stringValue: String) { self.stringValue = stringValue }
            init?(intValue: Int) { nil }
        }

        /// Everything below a word that explains.
        private struct Leaves: Decodable {
            let words: [String]

            init(from decoder: any Decoder) throws {
                if let text = try? decoder.singleValueContainer().decode(String.self) {
                    words = [text]
                } else if let list = try? decoder.singleValueContainer().decode([Leaves].self) {
                    words = list.flatMap(\.words)
                } else if let table = try? decoder.container(keyedBy: Key.self) {
                    let keys = table.allKeys.map(\.stringValue)
                    let explained = explaining.filter(keys.contains)
                    words = (explained.isEmpty ? keys.sorted() : explained).flatMap { name in
                        let inner = Key(stringValue: name).flatMap { try? table.decode(Leaves.self, forKey: $0) }
                        let words = inner?.words ?? []
                        return explained.isEmpty ? words.map { "\(name): \($0)" } : words
                    }
                } else {
                    words = []
                }
            }
        }

        init(from decoder: any Decoder) throws {
            let table = try decoder.container(keyedBy: Key.self)
            words = Self.explaining.flatMap { name -> [String] in
                Key(stringValue: name).flatMap { try? table.decode(Leaves.self, forKey: $0) }?.words ?? []
            }
        }
    }
}
