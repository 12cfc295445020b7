/// The content address of a manifest or blob: an algorithm and lower-case hex (OCI image-spec, "Digests").
package struct Digest: Hashable, Sendable, Comparable {
    package enum Algorithm: String, Sendable, CaseIterable {
        case sha256
        case sha512

        package var hexLength: Int { self == .sha256 ? 64 : 128 }
    }

    package let algorithm: Algorithm
    /// Lower-case hex, 64 digits for sha256 and 128 for sha512.
    package let hex: String

    package init?(algorithm: Algorithm, hex: String) {
        guard hex.utf8.count == algorithm.hexLength, hex.utf8.allSatisfy(\.isLowerHexDigit) else { return nil }
        self.algorithm = algorithm
        self.hex = hex
    }

    /// Parses `sha256:<64 hex>` or `sha512:<128 hex>`; anything else is `nil`.
    package init?(_ text: some StringProtocol) {
        guard let colon = text.firstIndex(of: ":"), let algorithm = Algorithm(rawValue: String(text[..<colon])) else {
            return nil
        }
        self.init(algorithm: algorithm, hex: String(text[text.index(after: colon)...]))
    }

    /// The first twelve digits, for people.
    package var short: String { "\(algorithm.rawValue):\(hex.prefix(12))" }

    package static func < (a: Digest, b: Digest) -> Bool { a.description < b.description }
}

extension Digest: CustomStringConvertible, LosslessStringConvertible {
    package var description: String { "\(algorithm.rawValue):\(hex)" }

    package init?(_ description: String) {
        self.init(description[...])
    }
}

extension Digest: Codable {
    package init(from decoder: any Decoder) throws {
        let text = try decoder.singleValueContainer().decode(String.self)
        guard let digest = Digest(text) else {
            throw DecodingError.dataCorrupted(
                .init(codingPath: decoder.codingPath, debugDescription: "'\(text.prefix(150))' is not a digest")
            )
        }
        self = digest
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}
