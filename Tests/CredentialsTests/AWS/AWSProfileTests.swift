import HTTPTransport
import PinnaceTestSupport
import Testing

@testable import Credentials

/// What AWS' files may say, and what is said where they cannot be followed.
@Suite struct AWSProfileTests {
    private let directory: TemporaryDirectory

    init() throws {
        directory = try TemporaryDirectory("profiles")
    }

    private func environment(_ config: String, _ more: [String: String] = [:]) throws -> [String: String] {
        let own = [
            "AWS_CONFIG_FILE": try directory.write("config", config), "AWS_PROFILE": "p", "PATH": "/usr/bin:/bin",
            "AWS_SHARED_CREDENTIALS_FILE": directory.path("none"), "AWS_EC2_METADATA_DISABLED": "true",
            "HOME": directory.path, "AWS_ENDPOINT_URL": "http://127.0.0.1:1",
        ]
        return own.merging(more) { $1 }
    }

    private func ask(_ config: String, _ more: [String: String] = [:]) async throws -> AWSCredentials? {
        let identity = AWSIdentity(environment: try environment(config, more), http: CloudHTTP(services: CURLClient()))
        return try await identity.credentials(region: "eu-west-1")
    }

    private static let refusals: [(String, String)] = [
        ("[profile q]", "AWS_PROFILE: names a profile that AWS' files do not have"),
        (
            "[profile p]\nrole_arn=r",
            "AWS profile p: has role_arn and neither source_profile nor credential_source"
        ),
        (
            "[profile p]\nrole_arn=r\nsource_profile=p\ncredential_source=Environment",
            "AWS profile p: has both source_profile and credential_source: leave one out"
        ),
        (
            "[profile p]\nrole_arn=r\nsource_profile=q",
            "AWS profile p: names the source_profile q, which AWS' files do not have"
        ),
        ("[profile p]\nrole_arn=r\nsource_profile=p", "AWS profile p: is its own source, by way of p"),
        (
            "[profile p]\nrole_arn=r\nsource_profile=q\n[profile q]\nrole_arn=r\nsource_profile=p",
            "AWS profile q: is its own source, by way of p, q"
        ),
        (
            "[profile p]\nrole_arn=r\nsource_profile=q\n[profile q]\nregion=eu-west-1",
            "AWS profile p: takes over a role, and its source has no credentials"
        ),
        (
            "[profile p]\nrole_arn=r\ncredential_source=Environment",
            "AWS profile p: takes over a role, and its source has no credentials"
        ),
        (
            "[profile p]\nrole_arn=r\ncredential_source=Thin-Air",
            "AWS profile p: has the credential_source Thin-Air: it can be Environment, Ec2InstanceMetadata or EcsContainer"
        ),
        (
            "[profile p]\nrole_arn=r\nsource_profile=p\nmfa_serial=m",
            "AWS profile p: wants a code of a device (mfa_serial), which nobody can be asked for here"
        ),
        (
            "[profile p]\nlogin_session=s",
            "AWS login: there is no session of profile p, or it has ended: run aws login --profile p"
        ),
        ("[profile p]\nweb_identity_token_file=t", "AWS_ROLE_ARN: is not set, and a web identity needs its role"),
        ("[profile p]\nregion=evil.test/", "AWS_REGION: is no region of AWS"),
        ("[profile p]\ncredential_process='", "AWS profile p: has a credential_process that is no command line"),
        (
            "[profile p]\ncredential_process=no-such-program-here",
            "no-such-program-here: the credential_process of the AWS profile p is not installed"
        ),
        ("[profile p]\ncredential_process=false", "false: failed: run the credential_process to see why"),
        (
            #"[profile p]"# + "\n"
                + #"credential_process=echo '{"Version":2,"AccessKeyId":"a","SecretAccessKey":"b"}'"#,
            "echo: printed something else than credentials, version 1"
        ),
        ("[profile p]\nsso_account_id=1\nsso_role_name=r", "AWS profile p: has no sso_region"),
        (
            "[profile p]\nsso_account_id=1\nsso_role_name=r\nsso_session=s",
            "AWS profile p: names the sso_session s, which AWS' files do not have"
        ),
        (
            "[profile p]\nsso_account_id=1\nsso_role_name=r\nsso_region=eu-west-1\nsso_start_url=u",
            "AWS IAM Identity Center: there is no session of profile p, or it has ended: run aws sso login --profile p"
        ),
        (
            "[profile p]\nsso_account_id=1\nsso_role_name=r\nsso_session=s\nsso_region=a\n[sso-session s]\nsso_region=b",
            "AWS profile p: and its sso_session have different values of sso_region"
        ),
    ]

    @Test(arguments: refusals) func saysWhatIsWrong(_ config: String, _ message: String) async throws {
        let error = await #expect(throws: CredentialError.self) { try await ask(config) }
        #expect(error?.description == message)
    }

    @Test func sessionThatEndedIsNotShown() async throws {
        // SHA-1 of `u`.
        try directory.write(
            ".aws/sso/cache/51e69892ab49df85c6230ccc57f8e1d1606caccc.json",
            #"{"accessToken":"t","expiresAt":"2020-06-17T10:02:08UTC"}"#)
        let error = await #expect(throws: CredentialError.self) {
            try await ask("[profile p]\nsso_account_id=1\nsso_role_name=r\nsso_region=eu-west-1\nsso_start_url=u")
        }
        #expect(error?.code == .cloudRefused)
    }

    /// SHA-256 of `s`.
    @Test(arguments: [
        (
            #"{"accessToken":{"accessKeyId":"a","secretAccessKey":"b","sessionToken":"c","expiresAt":"2020-06-17T10:02:08Z"}}"#,
            CredentialError.Code.cloudRefused
        ),
        (#"{"accessToken":{"accessKeyId":"a"}}"#, .invalidFile), ("aws", .invalidFile),
    ])
    func loginThatEnded(_ text: String, _ code: CredentialError.Code) async throws {
        try directory.write(
            ".aws/login/cache/043a718774c572bd8a25adbeb1bfcd5c0256ae11cecf9f9c3f925d0e52beaf89.json", text)
        let error = await #expect(throws: CredentialError.self) { try await ask("[profile p]\nlogin_session=s") }
        #expect(error?.code == code)
    }

    @Test func filesAreReadAsAWSReadsThem() throws {
        let config = """
            # comment
            [default]
            region = eu-west-1
            s3 =
              addressing_style = path
            [profile "my team"]
            ROLE_ARN= a=b
            [ profile p ]
            region=us-east-1
            [sso-session corp]
            sso_region = eu-north-1
            [p]
            region = not-of-config
            [services x]
            region = none
            no equals
            """
        let profiles = try AWSProfiles(environment: try environment(config))
        #expect(profiles["default"]?["region"] == "eu-west-1")
        #expect(profiles["default"]?["addressing_style"] == nil)
        #expect(profiles["my team"]?["role_arn"] == "a=b")
        #expect(profiles["p"]?["region"] == "us-east-1")
        #expect(profiles.session("corp") == ["sso_region": "eu-north-1"])
    }

    @Test(
        arguments: [
            ([:], "us-west-2"), (["AWS_REGION": "eu-west-3"], "eu-west-3"),
            (["AWS_DEFAULT_REGION": "eu-west-2"], "eu-west-2"),
            (["AWS_REGION": "eu-west-3", "AWS_DEFAULT_REGION": "eu-west-2"], "eu-west-3"),
            (["AWS_PROFILE": "q"], "ap-east-1"),
        ] as [([String: String], String)])
    func regionIsTheEnvironmentsThenTheProfilesThenTheRegistrys(_ more: [String: String], _ region: String) throws {
        let settings = try AWSSettings(
            environment: try environment("[profile p]\nregion=us-west-2\n[profile q]\noutput=json", more))
        #expect(try settings.region(else: "ap-east-1") == region)
    }

    @Test(
        arguments: [
            ([:], "", "https://sts.eu-west-1.amazonaws.com/"),
            (["AWS_ENDPOINT_URL": "http://127.0.0.1:1"], "", "http://127.0.0.1:1/"),
            (
                ["AWS_ENDPOINT_URL": "http://127.0.0.1:1", "AWS_ENDPOINT_URL_STS": "http://127.0.0.1:2/x/"], "",
                "http://127.0.0.1:2/x/"
            ),
            ([:], "endpoint_url=http://127.0.0.1:3", "http://127.0.0.1:3/"),
            (
                ["AWS_IGNORE_CONFIGURED_ENDPOINT_URLS": "true"], "endpoint_url=http://127.0.0.1:3",
                "https://sts.eu-west-1.amazonaws.com/"
            ),
            (["AWS_USE_FIPS_ENDPOINT": "true"], "use_dualstack_endpoint=true", "https://sts-fips.eu-west-1.api.aws/"),
        ] as [([String: String], String, String)])
    func endpoints(_ more: [String: String], _ profile: String, _ url: String) throws {
        var environment = try environment("[profile p]\noutput=json\n\(profile)")
        environment["AWS_ENDPOINT_URL"] = nil
        let settings = try AWSSettings(environment: environment.merging(more) { $1 })
        #expect("\(try AWSEndpoint.tokens("eu-west-1", settings).url(settings))" == url)
    }
}
