import Testing

@testable import HTTPTransport

@Suite struct RetryAfterTests {
    @Test(arguments: [
        ("Sun, 06 Nov 1994 08:49:37 GMT", 784_111_777), ("Sunday, 06-Nov-94 08:49:37 GMT", 784_111_777),
        ("Sun Nov  6 08:49:37 1994", 784_111_777), ("Thu, 01 Jan 1970 00:00:00 GMT", 0),
        ("Tue, 29 Feb 2028 23:59:60 GMT", 1_835_481_600), ("Mon, 01 Jan 2001 00:00:00 GMT", 978_307_200),
    ])
    func datesOfEachForm(_ text: String, _ expected: Int) {
        #expect(HTTPDate.parse(text) == expected)
    }

    @Test(arguments: [
        "", "now", "Sun, 06 Nov 1994 08:49:37 PST", "Sun, 32 Nov 1994 08:49:37 GMT", "Sun, 06 Nix 1994 08:49:37 GMT",
        "Sun, 06 Nov 1994 24:49:37 GMT", "Sun, 06 Nov 1994 08:49 GMT", "Sun, 06 Nov -1 08:49:37 GMT",
        "Sun, 06 Nov 99999999999999999999 08:49:37 GMT", "Sun, +6 Nov 1994 08:49:37 GMT",
    ])
    func otherTextIsNoDate(_ text: String) {
        #expect(HTTPDate.parse(text) == nil)
    }

    @Test(
        arguments: [
            ("120", Duration.seconds(120)), (" 0 ", .zero), ("-1", nil), ("1.5", nil), ("99999999999999999999", nil),
            ("", nil),
            ("Thu, 01 Jan 1970 00:01:00 GMT", .seconds(50)), ("Thu, 01 Jan 1970 00:00:00 GMT", .zero),
        ] as [(String, Duration?)])
    func secondsOrADate(_ value: String, _ expected: Duration?) {
        #expect(HTTPHeaders(dictionaryLiteral: ("Retry-After", value)).retryAfter(now: 10) == expected)
    }

    @Test func nothingIsSaid() {
        #expect(HTTPHeaders().retryAfter(now: 0) == nil)
    }
}
