/// Reads `scheme [token68 / name=value, …], scheme …`: a comma may end a parameter or a challenge, so a name is a
/// parameter only where `=` follows.
struct AuthenticationChallengeParser {
    private let bytes: [UInt8]
    private var position = 0
    private var found: [AuthenticationChallenge] = []
    private var scheme: String?
    private var parameters: [String: String] = [:]
    private var token68: String?

    init(_ header: String) {
        bytes = Array(header.utf8)
    }

    mutating func challenges() -> [AuthenticationChallenge] {
        while true {
            skip { $0 == UInt8(ascii: ",") || isBlank($0) }
            guard position < bytes.count else { break }
            element()
        }
        close()
        return found
    }

    /// One element of the list: a parameter of the open challenge, or the start of the next one.
    private mutating func element() {
        let name = token()
        guard !name.isEmpty else { return skip { $0 != UInt8(ascii: ",") } }
        if parameterValue(of: name, mayBeEmpty: true) { return }
        close()
        scheme = name
        skip(isBlank)
        let start = position
        let next = token()
        if !next.isEmpty, parameterValue(of: next, mayBeEmpty: false) { return }
        position = start
        let rest = take { $0 != UInt8(ascii: ",") }.trimmingHTTPWhitespace()
        if !rest.isEmpty { token68 = rest }
    }

    /// Reads `= value` and keeps it; leaves the position alone where there is none.
    private mutating func parameterValue(of name: String, mayBeEmpty: Bool) -> Bool {
        let start = position
        skip(isBlank)
        guard scheme != nil, peek == UInt8(ascii: "=") else { return restore(start) }
        position += 1
        skip(isBlank)
        // `YII=` and `YII==` behind a scheme are a token68, not an empty parameter.
        let isEmpty = peek == nil || peek == UInt8(ascii: ",")
        if peek == UInt8(ascii: "=") || (isEmpty && !mayBeEmpty) { return restore(start) }
        let value = peek == UInt8(ascii: "\"") ? quoted() : take { $0 != UInt8(ascii: ",") && !isBlank($0) }
        let key = name.lowercased()
        if parameters[key] == nil { parameters[key] = value }
        return true
    }

    private mutating func restore(_ start: Int) -> Bool {
        position = start
        return false
    }

    private mutating func quoted() -> String {
        position += 1
        var value: [UInt8] = []
        while let byte = peek, byte != UInt8(ascii: "\"") {
            position += 1
            if byte == UInt8(ascii: "\\"), let escaped = peek {
                value.append(escaped)
                position += 1
            } else {
                value.append(byte)
            }
        }
        position = min(position + 1, bytes.count)
        return String(decoding: value, as: UTF8.self)
    }

    private mutating func close() {
        if let scheme {
            found.append(AuthenticationChallenge(scheme: scheme, parameters: parameters, token: token68))
        }
        (scheme, parameters, token68) = (nil, [:], nil)
    }

    private var peek: UInt8? { position < bytes.count ? bytes[position] : nil }

    private mutating func token() -> String { take(HTTPHeaders.isTokenByte) }

    private mutating func take(_ accepts: (UInt8) -> Bool) -> String {
        let start = position
        skip(accepts)
        return String(decoding: bytes[start..<position], as: UTF8.self)
    }

    private mutating func skip(_ accepts: (UInt8) -> Bool) {
        while let byte = peek, accepts(byte) { position += 1 }
    }
}

private func isBlank(_ byte: UInt8) -> Bool { byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") }
