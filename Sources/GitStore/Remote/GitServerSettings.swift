package import HTTPTransport

/// What git's settings say about talking to one server over HTTP (git-config(1), `http.*`).
package struct GitServerSettings: Sendable, Hashable {
    /// `http.proxy`; an empty one is none, whatever the environment says.
    package var proxy: Secret?
    /// `http.sslCAInfo`, a file of authorities.
    package var authorities: String?
    /// `http.sslCert` and `http.sslKey`, files too.
    package var certificate: String?
    package var key: String?
    /// `http.extraHeader`, by their names. Not `Authorization`, which is a credential.
    package var headers: [String: Secret] = [:]

    package init() {}

    mutating func set(_ name: String, _ value: String, home: String?) {
        switch name {
        case "proxy": proxy = Secret(value)
        case "sslcainfo": authorities = Self.path(value, home: home)
        case "sslcert": certificate = Self.path(value, home: home)
        case "sslkey": key = Self.path(value, home: home)
        case "extraheader": add(header: value)
        default: break
        }
    }

    /// `nil` for an empty one, which takes back what a file before it said.
    private static func path(_ value: String, home: String?) -> String? {
        guard !value.isEmpty else { return nil }
        guard let home, value == "~" || value.hasPrefix("~/") else { return value }
        return home + value.dropFirst()
    }

    /// An empty value takes back those before it, as git has it.
    private mutating func add(header text: String) {
        guard !text.isEmpty else {
            headers = [:]
            return
        }
        guard let header = GitExtraHeader(text), !header.isCredential else { return }
        headers[header.name] = header.value
    }
}

/// A value of `http.extraHeader`.
struct GitExtraHeader {
    let name: String
    let value: Secret

    var isCredential: Bool { name.lowercased() == "authorization" }

    /// `nil` for what is no header with a value.
    init?(_ text: String) {
        guard let colon = text.firstIndex(of: ":") else { return nil }
        let (name, value) = (text[..<colon], text[text.index(after: colon)...].drop { $0 == " " || $0 == "\t" })
        guard HTTPHeaders.isValidName(String(name)), !value.isEmpty, HTTPHeaders.isValidValue(String(value)) else {
            return nil
        }
        (self.name, self.value) = (String(name), Secret(String(value)))
    }
}
