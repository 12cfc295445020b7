/// What a scripted server received.
package struct ScriptedRequest: Sendable {
    package let method: String
    /// Path and query, as sent.
    package let target: String
    package let headers: [(name: String, value: String)]
    package let body: [UInt8]
    /// Which connection it came over, counted from 1.
    package let connection: Int

    /// The first value of a header, whatever its case.
    package subscript(header name: String) -> String? {
        headers.first { $0.name.lowercased() == name.lowercased() }?.value
    }

    package var path: String { String(target.prefix { $0 != "?" }) }
    package var text: String { String(decoding: body, as: UTF8.self) }
}
