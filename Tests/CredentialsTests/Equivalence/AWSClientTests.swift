import PinnaceTestSupport
import Testing

@testable import Credentials

/// The same environment, the same servers: botocore's requests and ours.
@Suite struct AWSClientTests {
    private static let comparison = ClientComparison(cases)

    @Test(arguments: cases) func asksAsBotocore(_ client: ClientCase) async throws {
        try await Self.comparison.compare(client)
    }

    @Test func endpointsAreBotocores() async throws {
        let regions = [
            "us-east-1", "eu-west-1", "us-gov-west-1", "cn-north-1", "ap-east-2", "mx-central-1", "eusc-de-east-1",
            "us-iso-east-1", "us-isob-east-1",
        ]
        struct Question: Encodable {
            let name = "all", library = "endpoints", server = "", environment: [String: String] = [:]
            let region: String
        }
        let question = ["cases": [Question(region: regions.joined(separator: ","))]]
        let table = try #require(try await CloudClients.ask(question, [String: [String: String]].self)["all"])
        // Some partitions lack some services.
        #expect(table.count > regions.count * 8)
        for (key, host) in table {
            let words = key.split(separator: " ", omittingEmptySubsequences: false).map(String.init)
            #expect(try Self.host(words[0], words[1], flags: words[2]) == host, "\(key)")
        }
    }

    private static func host(_ service: String, _ region: String, flags: String) throws -> String? {
        let settings = try AWSSettings(environment: [
            "AWS_USE_FIPS_ENDPOINT": "\(flags.contains("fips"))",
            "AWS_USE_DUALSTACK_ENDPOINT": "\(flags.contains("dual"))",
        ])
        switch service {
        case "sts": return AWSEndpoint.tokens(region, settings).host
        case "sso": return AWSEndpoint.signOn(region, settings).host
        default:
            return ECRHost("123456789012.dkr.ecr.\(region).\(AWSPartition.of(region).suffix)")?
                .api(isFIPS: settings.usesFIPS, isDualStack: settings.usesDualStack)
        }
    }
}

extension AWSClientTests {
    static let password = ClientCredential(user: "AWS", password: "password")
    private static let metadata = ["AWS_EC2_METADATA_SERVICE_ENDPOINT": "$SERVER/"]
    private static let keys = ["AWS_ACCESS_KEY_ID": "AKIDEXAMPLE", "AWS_SECRET_ACCESS_KEY": "secret/key+1"]

    private static let login = #"""
        {"accessToken": {"accessKeyId": "LOGIN", "secretAccessKey": "s", "sessionToken": "token of LOGIN",
        "accountId": "123456789012", "expiresAt": "2035-01-01T00:00:00Z"}, "tokenType": "aws_sigv4",
        "refreshToken": "r", "clientId": "c", "idToken": "i", "dpopKey": "k"}
        """#

    private static func client(
        _ name: String, _ environment: [String: String] = [:], files: [String: String] = [:], host: String? = nil,
        credential: ClientCredential? = password, _ answers: [String: @Sendable (ScriptedRequest) -> ScriptedResponse]
    ) -> ClientCase {
        let own = ["AWS_ENDPOINT_URL": "$SERVER", "AWS_EC2_METADATA_DISABLED": "true"]
        return ClientCase(
            name: name, library: .aws, host: host, environment: own.merging(environment) { $1 }, files: files,
            credential: credential, answers: answers)
    }

    /// A profile that takes over a role, in the config file; the keys are in the credentials file.
    private static func config(_ text: String) -> [String: String] {
        [
            ".aws/config": text,
            ".aws/credentials": "[base]\naws_access_key_id = BASE\naws_secret_access_key=base/secret\n",
        ]
    }

    static let cases: [ClientCase] = [
        client("keys of the environment", keys, ["POST /": AWSAnswers.password(by: "AKIDEXAMPLE")]),
        client(
            "keys and session token of the environment", keys.merging(["AWS_SESSION_TOKEN": "session//token=="]) { $1 },
            ["POST /": AWSAnswers.password(by: "AKIDEXAMPLE", token: "session//token==")]),
        client(
            "keys come before AWS_PROFILE", keys.merging(["AWS_PROFILE": "base"]) { $1 }, files: config(""),
            ["POST /": AWSAnswers.password(by: "AKIDEXAMPLE")]),
        client(
            "ECR Public", keys, host: "public.ecr.aws", ["POST /": AWSAnswers.publicPassword(by: "AKIDEXAMPLE")]),
        client(
            "keys of a profile", ["AWS_PROFILE": "base"], files: config("[profile base]\nregion = us-west-2\n"),
            ["POST /": AWSAnswers.password(by: "BASE")]),
        client(
            "other files", ["AWS_CONFIG_FILE": "$HOME/c", "AWS_SHARED_CREDENTIALS_FILE": "$HOME/s"],
            files: [
                "c": "[default]\nregion=eu-west-3\n", "s": "[default]\naws_access_key_id=D\naws_secret_access_key=s\n",
            ],
            ["POST /": AWSAnswers.password(by: "D")]),
        client(
            "role of a source profile", ["AWS_PROFILE": "deploy"],
            files: config(
                """
                [profile deploy]
                role_arn = arn:aws:iam::123456789012:role/deploy
                source_profile = base
                role_session_name = run-1
                external_id = outside/1
                duration_seconds = 1800
                """),
            [
                "POST /": AWSAnswers.roles([
                    ("BASE", "arn:aws:iam::123456789012:role/deploy", "DEPLOY")
                ])
            ]),
        client(
            "role by a role by keys", ["AWS_PROFILE": "outer"],
            files: config(
                """
                [profile outer]
                role_arn = arn:aws:iam::123456789012:role/outer
                source_profile = inner
                role_session_name = outer
                [profile inner]
                role_arn = arn:aws:iam::123456789012:role/inner
                source_profile = base
                role_session_name = inner
                """),
            [
                "POST /": AWSAnswers.roles([
                    ("BASE", "arn:aws:iam::123456789012:role/inner", "INNER"),
                    ("INNER", "arn:aws:iam::123456789012:role/outer", "OUTER"),
                ])
            ]),
        client(
            "profile that is its own source", ["AWS_PROFILE": "self"],
            files: [
                ".aws/config": """
                [profile self]
                role_arn = arn:aws:iam::123456789012:role/self
                source_profile = self
                role_session_name = self
                aws_access_key_id = SELF
                aws_secret_access_key = x
                """
            ], ["POST /": AWSAnswers.roles([("SELF", "arn:aws:iam::123456789012:role/self", "ROLE")])]),
        client(
            "profiles in a circle", ["AWS_PROFILE": "a"],
            files: config("[profile a]\nrole_arn=r\nsource_profile=b\n[profile b]\nrole_arn=r\nsource_profile=a\n"),
            credential: nil, [:]),
        client(
            "role without a source", ["AWS_PROFILE": "a"], files: config("[profile a]\nrole_arn=r\n"), credential: nil,
            [:]),
        client(
            "role of the instance",
            ["AWS_PROFILE": "a", "AWS_EC2_METADATA_DISABLED": "false"].merging(metadata) { $1 },
            files: config(
                "[profile a]\nrole_arn=arn:aws:iam::1:role/a\ncredential_source=Ec2InstanceMetadata\nrole_session_name=session\n"
            ),
            AWSAnswers.instance.merging(["POST /": AWSAnswers.roles([("INSTANCE", "arn:aws:iam::1:role/a", "A")])]) {
                $1
            }),
        client(
            "role of the container",
            ["AWS_PROFILE": "a", "AWS_CONTAINER_CREDENTIALS_FULL_URI": "$SERVER/keys"],
            files: config(
                "[profile a]\nrole_arn=arn:aws:iam::1:role/a\ncredential_source=EcsContainer\nrole_session_name=session\n"
            ),
            [
                "GET /keys": { _ in AWSAnswers.keys("CONTAINER") },
                "POST /": AWSAnswers.roles([("CONTAINER", "arn:aws:iam::1:role/a", "A")]),
            ]),
        client(
            "web identity of the environment",
            [
                "AWS_ROLE_ARN": "arn:aws:iam::1:role/web", "AWS_WEB_IDENTITY_TOKEN_FILE": "$HOME/token",
                "AWS_ROLE_SESSION_NAME": "pod-1", "AWS_DEFAULT_REGION": "eu-central-1",
            ], files: ["token": "head.claims.signature"],
            ["POST /": AWSAnswers.roles([("", "arn:aws:iam::1:role/web", "WEB")])]),
        client(
            "web identity of a profile", ["AWS_PROFILE": "web"],
            files: [
                "token": "head.claims.signature",
                ".aws/config":
                    "[profile web]\nrole_arn=arn:aws:iam::1:role/web\nweb_identity_token_file=$HOME/token\nrole_session_name=pod\n",
            ], ["POST /": AWSAnswers.roles([("", "arn:aws:iam::1:role/web", "WEB")])]),
        client(
            "container with a token's file",
            [
                "AWS_CONTAINER_CREDENTIALS_FULL_URI": "$SERVER/v1/credentials",
                "AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE": "$HOME/token",
            ], files: ["token": "pod-identity-token"],
            [
                "GET /v1/credentials": { request in
                    request[header: "Authorization"] == "pod-identity-token" ? AWSAnswers.keys("POD") : .status(401)
                },
                "POST /": AWSAnswers.password(by: "POD", token: "token of POD"),
            ]),
        client(
            "container with a token",
            [
                "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI": "/v2/credentials/1?id=2",
                "AWS_CONTAINER_AUTHORIZATION_TOKEN": "Basic abc",
            ],
            [
                "GET /v2/credentials/1": { request in
                    request[header: "Authorization"] == "Basic abc" ? AWSAnswers.keys("TASK") : .status(401)
                },
                "POST /": AWSAnswers.password(by: "TASK", token: "token of TASK"),
            ]),
        client(
            "instance", ["AWS_EC2_METADATA_DISABLED": "false"].merging(metadata) { $1 },
            AWSAnswers.instance.merging(["POST /": AWSAnswers.password(by: "INSTANCE", token: "token of INSTANCE")]) {
                $1
            }),
        client(
            "instance without sessions", ["AWS_EC2_METADATA_DISABLED": "false"].merging(metadata) { $1 },
            AWSAnswers.firstVersion.merging(["POST /": AWSAnswers.password(by: "OLD", token: "token of OLD")]) { $1 }),
        client(
            "instance without sessions where they are wanted",
            ["AWS_EC2_METADATA_DISABLED": "false", "AWS_EC2_METADATA_V1_DISABLED": "true"].merging(metadata) { $1 },
            credential: nil, AWSAnswers.firstVersion),
        client(
            "instance without a role", ["AWS_EC2_METADATA_DISABLED": "false"].merging(metadata) { $1 }, credential: nil,
            ["PUT /latest/api/token": { _ in .text("session") }, "GET \(AWSAnswers.roles)": { _ in .status(404) }]),
        client(
            "single sign-on", ["AWS_PROFILE": "sso"],
            files: [
                ".aws/config": """
                [profile sso]
                sso_session = corp
                sso_account_id = 123456789012
                sso_role_name = Reader
                [sso-session corp]
                sso_region = eu-north-1
                sso_start_url = https://corp.awsapps.test/start
                """,
                // SHA-1 of `corp`.
                ".aws/sso/cache/ee0bfd2552fbd840c02cc48b6e823320543c450f.json": AWSAnswers.signOnToken,
            ],
            [
                "GET /federation/credentials": AWSAnswers.signOn,
                "POST /": AWSAnswers.password(by: "SSO", token: "token of SSO"),
            ]),
        client(
            "single sign-on of old", ["AWS_PROFILE": "sso"],
            files: [
                ".aws/config": """
                [profile sso]
                sso_region = eu-north-1
                sso_start_url = https://corp.awsapps.test/start
                sso_account_id = 123456789012
                sso_role_name = Reader
                """,
                ".aws/sso/cache/ef23e9c34ca711a4bdace0fafbe6686f96b587d8.json": AWSAnswers.signOnToken,
            ],
            [
                "GET /federation/credentials": AWSAnswers.signOn,
                "POST /": AWSAnswers.password(by: "SSO", token: "token of SSO"),
            ]),
        client(
            "login", ["AWS_PROFILE": "p"],
            files: [
                ".aws/config": "[profile p]\nlogin_session = s\n",
                // SHA-256 of `s`.
                ".aws/login/cache/043a718774c572bd8a25adbeb1bfcd5c0256ae11cecf9f9c3f925d0e52beaf89.json": login,
            ], ["POST /": AWSAnswers.password(by: "LOGIN", token: "token of LOGIN")]),
        client(
            "login elsewhere", ["AWS_PROFILE": "p", "AWS_LOGIN_CACHE_DIRECTORY": "$HOME/cache"],
            files: [
                ".aws/config": "[profile p]\nlogin_session = s\n",
                "cache/043a718774c572bd8a25adbeb1bfcd5c0256ae11cecf9f9c3f925d0e52beaf89.json": login,
            ], ["POST /": AWSAnswers.password(by: "LOGIN", token: "token of LOGIN")]),
        client(
            "credential process", ["AWS_PROFILE": "p"],
            files: [
                ".aws/config": "[profile p]\ncredential_process = \"$HOME/my keys\" --for 'a b'\n",
                "my keys": """
                #!/bin/sh
                [ "$1-$2" = "--for-a b" ] || exit 1
                echo '{"Version": 1, "AccessKeyId": "PROCESS", "SecretAccessKey": "s", "SessionToken": "token of PROCESS"}'
                """,
            ], ["POST /": AWSAnswers.password(by: "PROCESS", token: "token of PROCESS")]),
    ]
}
