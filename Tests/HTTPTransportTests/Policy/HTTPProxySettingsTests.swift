import Testing

@testable import HTTPTransport

@Suite struct HTTPProxySettingsTests {
    private static func proxy(_ environment: [String: String], _ scheme: String, _ host: String, _ port: Int) -> String?
    {
        HTTPProxySettings.environment(environment).proxy(for: HTTPOrigin(scheme: scheme, host: host, port: port))?
            .reveal()
    }

    @Test(
        arguments: [
            ([:], "https", nil), (["https_proxy": "p"], "https", "p"), (["https_proxy": "p"], "http", nil),
            (["HTTPS_PROXY": "P", "https_proxy": "p"], "https", "p"), (["HTTPS_PROXY": "P"], "https", "P"),
            (["HTTP_PROXY": "P"], "http", nil), (["http_proxy": "p"], "http", "p"), (["ALL_PROXY": "P"], "http", "P"),
            (["https_proxy": ""], "https", nil),
        ] as [([String: String], String, String?)])
    func variables(_ environment: [String: String], _ scheme: String, _ expected: String?) {
        #expect(Self.proxy(environment, scheme, "example.com", 443) == expected)
    }

    @Test(arguments: [
        ("example.com", true), (".example.com", true), ("*.example.com", true), ("other,example.com", true),
        ("com", true), ("*", true), ("b.example.com:444", false), ("b.example.com:443", true), ("ample.com", false),
        ("c.b.example.com", false), ("", false), (".", false), ("EXAMPLE.com", true),
    ])
    func exceptionsByName(_ exceptions: String, _ isDirect: Bool) {
        let environment = ["https_proxy": "p", "no_proxy": exceptions]
        #expect((Self.proxy(environment, "https", "b.example.com", 443) == nil) == isDirect)
    }

    @Test(arguments: [
        ("10.1.2.3", "10.0.0.0/8", true), ("11.1.2.3", "10.0.0.0/8", false), ("10.1.2.3", "10.1.2.3", true),
        ("10.1.2.3", "10.1.2.0/31", false), ("10.1.2.3", "10.1.2.2/31", true), ("10.1.2.3", "0.0.0.0/0", true),
        ("10.1.2.3", "10.0.0.0/33", false), ("10.1.2.3", "10.0.0.0/x", false), ("fd00::1", "fd00::/8", true),
        ("fd00::1", "[fd00::1]", true), ("10.1.2.3", "fd00::/8", false), ("10.1.2.3", "3", false),
    ])
    func exceptionsByAddress(_ host: String, _ exceptions: String, _ isDirect: Bool) {
        let environment = ["https_proxy": "p", "no_proxy": exceptions]
        #expect((Self.proxy(environment, "https", host, 443) == nil) == isDirect)
    }

    @Test(arguments: ["localhost", "127.0.0.1", "::1"]) func loopbackIsNeverProxied(_ host: String) {
        #expect(Self.proxy(["all_proxy": "p"], "http", host, 80) == nil)
    }
}
