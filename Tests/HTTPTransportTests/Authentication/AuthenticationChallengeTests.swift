import Testing

@testable import HTTPTransport

@Suite struct AuthenticationChallengeTests {
    private typealias Challenge = AuthenticationChallenge

    @Test(arguments: [
        (
            #"Bearer realm="https://auth.docker.io/token",service="registry.docker.io",scope="repository:a/b:pull,push""#,
            [
                AuthenticationChallenge(
                    scheme: "Bearer",
                    parameters: [
                        "realm": "https://auth.docker.io/token", "service": "registry.docker.io",
                        "scope": "repository:a/b:pull,push",
                    ])
            ]
        ),
        (
            #"Basic realm="a \"b\" \\", charset=UTF-8, Digest realm=x , nonce = "n,=" ,Negotiate"#,
            [
                AuthenticationChallenge(scheme: "Basic", parameters: ["realm": #"a "b" \"#, "charset": "UTF-8"]),
                AuthenticationChallenge(scheme: "Digest", parameters: ["realm": "x", "nonce": "n,="]),
                AuthenticationChallenge(scheme: "Negotiate"),
            ]
        ),
        (
            "Negotiate YII=, NTLM TlRM==, basic",
            [
                AuthenticationChallenge(scheme: "Negotiate", token: "YII="),
                AuthenticationChallenge(scheme: "NTLM", token: "TlRM=="), AuthenticationChallenge(scheme: "basic"),
            ]
        ),
        (", ,Basic  REALM=a,, realm=b,", [AuthenticationChallenge(scheme: "Basic", parameters: ["realm": "a"])]),
        (
            "Bearer realm=\"\",service=,scope=x",
            [
                AuthenticationChallenge(
                    scheme: "Bearer", parameters: ["realm": "", "service": "", "scope": "x"])
            ]
        ),
        (#"Bearer realm="open"#, [AuthenticationChallenge(scheme: "Bearer", parameters: ["realm": "open"])]),
        (#"Bearer realm="open\"#, [AuthenticationChallenge(scheme: "Bearer", parameters: ["realm": "open\\"])]),
        ("", []), (",,,", []), ("\"quoted\", =, Basic", [AuthenticationChallenge(scheme: "Basic")]),
    ])
    func aHeaderIsRead(_ header: String, _ expected: [AuthenticationChallenge]) {
        #expect(AuthenticationChallenge.parse(header) == expected)
    }

    @Test func allHeadersCount() {
        var headers: HTTPHeaders = ["WWW-Authenticate": "Basic realm=a"]
        headers.add("www-authenticate", "Bearer realm=b")
        #expect(headers.challenges.map(\.scheme) == ["Basic", "Bearer"])
        #expect(headers.challenges[1].isScheme("bEARER"))
    }

    @Test func authorizationValues() {
        #expect(
            Secret.basic(user: "Aladdin", password: Secret("open sesame")).reveal()
                == "Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==")
        #expect(Secret.bearer(Secret("t")).reveal() == "Bearer t")
        #expect("\(Secret.bearer(Secret("t")))" == "[redacted]")
    }
}
