extension HTTPHeaders {
    /// How long `Retry-After` asks to wait (RFC 9110, section 10.2.3), never negative; `nil` where it says nothing
    /// that can be read.
    ///
    /// - Parameter now: seconds since 1970, for the form that is a date.
    package func retryAfter(now: Int) -> Duration? {
        guard let value = self["retry-after"]?.trimmingHTTPWhitespace() else { return nil }
        if !value.isEmpty, value.utf8.count < 10, value.utf8.allSatisfy({ (0x30...0x39).contains($0) }) {
            return Int(value).map { .seconds($0) }
        }
        return HTTPDate.parse(value).map { .seconds(max(0, $0 - now)) }
    }
}

extension StringProtocol {
    /// Without the spaces and tabs at both ends (OWS of RFC 9110).
    func trimmingHTTPWhitespace() -> String {
        let isBlank: (Character) -> Bool = { $0 == " " || $0 == "\t" }
        let start = drop(while: isBlank)
        guard let end = start.lastIndex(where: { !isBlank($0) }) else { return "" }
        return String(start[...end])
    }
}
