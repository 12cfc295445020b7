import PinnaceTestSupport
import Testing

/// The same environment, the same servers: azure-identity's and azure-containerregistry's requests and ours.
@Suite struct AzureClientTests {
    private static let comparison = ClientComparison(cases)

    @Test(arguments: cases) func asksAsAzureIdentity(_ client: ClientCase) async throws {
        try await Self.comparison.compare(client)
    }

    /// Apart, as a certificate has to be made.
    @Test func asksWithACertificate() async throws {
        let directory = try TemporaryDirectory("certificate")
        var client = Self.application(
            "certificate", ["AZURE_CLIENT_CERTIFICATE_PATH": "$HOME/app.pem"],
            { TestKeys.isSigned($0, "client_assertion") })
        client.files["app.pem"] = try await TestKeys.certificate(in: directory)
        client.free.formUnion(["jti", "iat", "nbf", "exp", "x5c"])
        try await ClientComparison([client]).compare(client)
    }
}

extension AzureClientTests {
    typealias Answer = @Sendable (ScriptedRequest) -> ScriptedResponse

    private static let resource = "https%3A%2F%2Fcontainerregistry.azure.net"
    private static let token = #"{"access_token":"aad","expires_in":3599,"token_type":"Bearer","resource":"r"}"#
    /// Its claims are `{"exp":2051222400}`.
    private static let refreshToken = "e30.eyJleHAiOjIwNTEyMjI0MDB9.sig"
    private static let credential = ClientCredential(identity: refreshToken)

    /// Documented without (github.com/Azure/acr, "AAD-OAuth").
    private static let version = "/oauth2/exchange api-version"

    private static let exchange: Answer = { request in
        let form = request.text
        let isRight =
            form.contains("grant_type=access_token") && form.contains("service=team.azurecr.io")
            && form.contains("access_token=aad")
        return isRight ? .text(#"{"refresh_token":"\#(refreshToken)"}"#) : .text("{}", status: 401)
    }

    private static let openID: Answer = { request in
        let base = "https://\(request[header: "Host"] ?? "")/tenant"
        return .text(
            #"{"issuer":"\#(base)/v2.0","authorization_endpoint":"\#(base)/oauth2/v2.0/authorize","#
                + #""token_endpoint":"\#(base)/oauth2/v2.0/token"}"#, headers: [("Content-Type", "application/json")])
    }

    private static func application(
        _ name: String, _ environment: [String: String], files: [String: String] = [:],
        _ isRight: @escaping @Sendable (ScriptedRequest) -> Bool
    ) -> ClientCase {
        let own = [
            "AZURE_TENANT_ID": "tenant", "AZURE_CLIENT_ID": "client", "AZURE_AUTHORITY_HOST": "$SERVER",
        ]
        return ClientCase(
            name: name, library: .azure, environment: own.merging(environment) { $1 }, files: files,
            libraryAlone: ["GET /tenant/v2.0/.well-known/openid-configuration"],
            // What the library tells of itself, and the tenant that it leaves out.
            free: ["client_info", "tenant", "aud", version], credential: credential,
            answers: [
                "GET /tenant/v2.0/.well-known/openid-configuration": openID,
                "POST /tenant/oauth2/v2.0/token": { request in
                    let isForACR = request.text.contains("scope=\(resource)%2F.default")
                    return isForACR && isRight(request) ? .text(token) : .text(#"{"error":"invalid"}"#, status: 401)
                },
                "POST /oauth2/exchange": exchange,
            ])
    }

    private static func managed(
        _ name: String, _ environment: [String: String], files: [String: String] = [:], _ answers: [String: Answer]
    ) -> ClientCase {
        ClientCase(
            name: name, library: .azure, environment: environment, files: files, free: [version],
            credential: credential,
            answers: answers.merging(["POST /oauth2/exchange": exchange]) { $1 })
    }

    private static let imds: [String: Answer] = [
        "GET /metadata/identity/oauth2/token": { request in
            let isRight =
                request[header: "Metadata"] == "true"
                && request.target.contains("api-version=2018-02-01") && request.target.contains("resource=https")
            return isRight ? .text(token) : .text(#"{"error":"invalid_request"}"#, status: 400)
        }
    ]

    /// Answers as the command does, to nothing but the library's arguments, in its folder.
    private static let command = """
        #!/bin/sh
        wanted="account get-access-token --output json --resource https://containerregistry.azure.net"
        test "$*" = "$wanted" -a "$(pwd -P)" = "$(cd /bin; pwd -P)" -a "$AZURE_CORE_NO_COLOR" = true || exit 3
        echo '{"accessToken": "aad", "expiresOn": "2035-01-01 00:00:00.000000", "expires_on": 2051222400,'
        echo '"subscription": "s", "tenant": "t", "tokenType": "Bearer"}'
        """

    private static func loggedIn(
        _ name: String, _ environment: [String: String], command: String = command, _ answers: [String: Answer] = [:],
        isRefused: Bool = false
    ) -> ClientCase {
        var client = managed(
            name, environment.merging(["PATH": "$HOME/bin:/usr/bin:/bin"]) { $1 }, files: ["bin/az": command], answers)
        if isRefused { client.credential = nil }
        return client
    }

    /// The home of a machine with Arc's agent.
    private static let arc: TemporaryDirectory? = {
        let home = try? TemporaryDirectory("arc")
        _ = try? home?.write("tokens/1.key", "arc-key")
        return home
    }()

    static let cases: [ClientCase] = [
        application("client secret", ["AZURE_CLIENT_SECRET": "s~e+c/r=et"]) {
            $0.text.contains("client_secret=s~e%2Bc%2Fr%3Det") || $0.text.contains("client_secret=s%7Ee%2Bc%2Fr%3Det")
        },
        application(
            "workload identity", ["AZURE_FEDERATED_TOKEN_FILE": "$HOME/jwt"], files: ["jwt": "head.claims.sig"]
        ) { $0.text.contains("client_assertion=head.claims.sig") },
        loggedIn(
            "az", ["AZURE_POD_IDENTITY_AUTHORITY_HOST": "$SERVER"],
            [
                "GET /metadata/identity/oauth2/token": { _ in
                    .text(#"{"error":"invalid_request","error_description":"Identity not found"}"#, status: 400)
                }
            ]),
        loggedIn("az alone", ["AZURE_TOKEN_CREDENTIALS": "dev"]),
        loggedIn("az by its name", ["AZURE_TOKEN_CREDENTIALS": "AzureCliCredential"]),
        loggedIn(
            "az without a session", ["AZURE_TOKEN_CREDENTIALS": "AzureCliCredential"],
            command: "#!/bin/sh\necho Please run: az login >&2\nexit 1\n", isRefused: true),
        loggedIn(
            "az that prints something else", ["AZURE_TOKEN_CREDENTIALS": "AzureCliCredential"],
            command: "#!/bin/sh\necho aad\n", isRefused: true),
        managed("machine", ["AZURE_POD_IDENTITY_AUTHORITY_HOST": "$SERVER"], imds),
        managed(
            "machine with several identities",
            ["AZURE_POD_IDENTITY_AUTHORITY_HOST": "$SERVER", "AZURE_CLIENT_ID": "client"], imds),
        managed(
            "App Service", ["IDENTITY_ENDPOINT": "$SERVER/msi/token", "IDENTITY_HEADER": "secret"],
            [
                "GET /msi/token": { request in
                    request[header: "X-IDENTITY-HEADER"] == "secret"
                        ? .text(
                            #"{"access_token":"aad","expires_on":"2051222400","token_type":"Bearer","resource":"r"}"#)
                        : .status(401)
                }
            ]),
        managed(
            "Arc", ["IDENTITY_ENDPOINT": "$SERVER/arc", "IMDS_ENDPOINT": "$SERVER", "HOME": arc?.path ?? ""],
            [
                "GET /arc": { request in
                    let key = "Basic realm=\(arc?.path ?? "")/tokens/1.key"
                    return request[header: "Authorization"] == "Basic arc-key"
                        ? .text(token) : .text("{}", status: 401, headers: [("WWW-Authenticate", key)])
                }
            ]),
    ]
}
