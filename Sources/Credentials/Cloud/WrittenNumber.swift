/// A whole number, which some services write as text.
struct WrittenNumber: Decodable, Sendable {
    let value: Int?

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if let number = try? container.decode(Double.self) {
            value = Int(exactly: number.rounded())
        } else {
            value = Int(try container.decode(String.self))
        }
    }
}
