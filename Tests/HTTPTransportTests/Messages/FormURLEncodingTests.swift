import Testing

@testable import HTTPTransport

@Suite struct FormURLEncodingTests {
    @Test(arguments: [
        ([], ""), ([("a", "b"), ("a", "c")], "a=b&a=c"), ([("a b", "c+d&e=f")], "a+b=c%2Bd%26e%3Df"),
        ([("ü", "~*-._\r\n")], "%C3%BC=%7E*-._%0D%0A"),
    ])
    func fieldsAreEscaped(_ fields: [(String, String)], _ expected: String) {
        #expect(FormURLEncoding.string(fields.map { (name: $0.0, value: $0.1) }) == expected)
    }
}
