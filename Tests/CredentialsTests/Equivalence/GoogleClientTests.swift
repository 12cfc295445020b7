import Foundation
import PinnaceTestSupport
import Testing

/// The same environment, the same servers: google-auth's requests and ours.
@Suite struct GoogleClientTests {
    private static let comparison = ClientComparison(cases)

    @Test(arguments: cases) func asksAsGoogleAuth(_ client: ClientCase) async throws {
        try await Self.comparison.compare(client)
    }
}

extension GoogleClientTests {
    typealias Answer = @Sendable (ScriptedRequest) -> ScriptedResponse

    private static let accounts = "/computeMetadata/v1/instance/service-accounts"
    private static let impersonation =
        "/v1/projects/-/serviceAccounts/pinned@p.iam.gserviceaccount.com:generateAccessToken"
    private static let token = #"{"access_token":"token","expires_in":3599,"token_type":"Bearer"}"#
    private static let credential = ClientCredential(user: "oauth2accesstoken", password: "token")

    private static func client(
        _ name: String, _ file: String, files: [String: String] = [:], environment: [String: String] = [:],
        credential: ClientCredential? = credential, _ answers: [String: Answer]
    ) -> ClientCase {
        let own = ["GOOGLE_APPLICATION_CREDENTIALS": "$HOME/key.json"]
        return ClientCase(
            name: name, library: .google, environment: own.merging(environment) { $1 },
            files: files.merging(["key.json": file]) { $1 }, credential: credential, answers: answers)
    }

    /// Whoever shows the right form gets a token.
    private static func trade(_ wanted: String..., giving token: String = token) -> Answer {
        { request in
            let form = "&" + (request.text.replacing("+", with: " ").removingPercentEncoding ?? "") + "&"
            return wanted.allSatisfy { form.contains("&\($0)&") } ? .text(token) : .text("{}", status: 400)
        }
    }

    private static let impersonate: Answer = { request in
        let isRight =
            request[header: "Authorization"] == "Bearer source"
            && request.text.replacing("\\/", with: "/").contains(#""https://www.googleapis.com/auth/cloud-platform""#)
        return isRight
            ? .text(#"{"accessToken":"token","expireTime":"2035-01-01T00:00:00Z"}"#) : .text("{}", status: 403)
    }

    private static func federation(_ source: String, more: String = "") -> String {
        #"{"type":"external_account","audience":"//iam.googleapis.com/projects/1/locations/global/workloadIdentityPools/p/providers/q","#
            + #""subject_token_type":"urn:ietf:params:oauth:token-type:jwt","token_url":"$SERVER/v1/token","#
            + #""credential_source":\#(source)\#(more)}"#
    }

    private static let user =
        #"{"type":"authorized_user","client_id":"c","client_secret":"s+/=","refresh_token":"1//r","token_uri":"$SERVER/token"}"#
    private static let account =
        #"{"type":"service_account","client_email":"a@p.iam.gserviceaccount.com","private_key":"\#(TestKeys.rsa.replacing("\n", with: "\\n"))","#
        + #""private_key_id":"k1","token_uri":"$SERVER/token"}"#
    private static let takeOver = #","service_account_impersonation_url":"$SERVER\#(impersonation)""#

    static let cases: [ClientCase] = [
        ClientCase(
            name: "metadata server", library: .google, environment: ["GCE_METADATA_HOST": "$HOST"],
            libraryAlone: ["GET \(accounts)/default/", "GET /computeMetadata/v1/project/project-id"],
            // The library repeats the scopes that the server named.
            free: ["\(accounts)/default/token scopes"], credential: credential,
            answers: [
                "GET /": { _ in .status(200, headers: [("Metadata-Flavor", "Google")]) },
                "GET \(accounts)/default/": { _ in
                    .text(
                        #"{"email":"default","scopes":["https://www.googleapis.com/auth/cloud-platform"]}"#,
                        headers: [("Metadata-Flavor", "Google"), ("Content-Type", "application/json")])
                },
                "GET \(accounts)/default/token": { request in
                    let headers = [("Metadata-Flavor", "Google"), ("Content-Type", "application/json")]
                    return request[header: "Metadata-Flavor"] == "Google"
                        ? .text(token, headers: headers) : .status(403)
                },
            ]),
        client(
            "service account", account,
            ["POST /token": { TestKeys.isSigned($0, "assertion") ? .text(token) : .text("{}", status: 400) }]),
        client(
            "user", user,
            ["POST /token": trade("grant_type=refresh_token", "refresh_token=1//r")]),
        ClientCase(
            name: "gcloud's own file", library: .google, environment: ["CLOUDSDK_CONFIG": "$HOME/gcloud"],
            files: ["gcloud/application_default_credentials.json": user], credential: credential,
            answers: ["POST /token": trade("refresh_token=1//r")]),
        client(
            "federation with a file", federation(#"{"file":"$HOME/jwt"}"#), files: ["jwt": "head.claims.sig"],
            [
                "POST /v1/token": trade(
                    "subject_token=head.claims.sig", "scope=https://www.googleapis.com/auth/cloud-platform")
            ]),
        client(
            "federation with a field of a file",
            federation(#"{"file":"$HOME/jwt","format":{"type":"json","subject_token_field_name":"id"}}"#),
            files: ["jwt": #"{"other":1,"id":"head.claims.sig"}"#],
            ["POST /v1/token": trade("subject_token=head.claims.sig")]),
        client(
            "federation with a URL",
            federation(
                #"{"url":"$SERVER/identity?a=b","headers":{"X-Source":"yes"},"format":{"type":"json","subject_token_field_name":"value"}}"#
            ),
            [
                "GET /identity": { request in
                    request[header: "X-Source"] == "yes" ? .text(#"{"value":"head.claims.sig"}"#) : .status(403)
                },
                "POST /v1/token": trade("subject_token=head.claims.sig"),
            ]),
        client(
            "federation of a client, with impersonation",
            federation(
                #"{"file":"$HOME/jwt"}"#,
                more: takeOver
                    + #","client_id":"c","client_secret":"s","service_account_impersonation":{"token_lifetime_seconds":900}"#
            ),
            files: ["jwt": "head.claims.sig"],
            [
                "POST /v1/token": trade(
                    "subject_token=head.claims.sig", giving: #"{"access_token":"source","expires_in":3599}"#),
                "POST \(impersonation)": impersonate,
            ]),
        client(
            "federation with AWS",
            federation(amazon).replacing("oauth:token-type:jwt", with: "aws:token-type:aws4_request"),
            environment: [
                "AWS_ACCESS_KEY_ID": "AKID", "AWS_SECRET_ACCESS_KEY": "s/+", "AWS_SESSION_TOKEN": "t/+=",
                "AWS_REGION": "eu-west-1",
            ], ["POST /v1/token": trade("grant_type=urn:ietf:params:oauth:grant-type:token-exchange")]),
        client(
            "workforce",
            #"{"type":"external_account","audience":"//iam.googleapis.com/locations/global/workforcePools/p/providers/q","#
                + #""subject_token_type":"urn:ietf:params:oauth:token-type:id_token","token_url":"$SERVER/v1/token","#
                + #""workforce_pool_user_project":"my project","credential_source":{"file":"$HOME/jwt"}}"#,
            files: ["jwt": "head.claims.sig"], ["POST /v1/token": trade("subject_token=head.claims.sig")]),
        client(
            "workforce user",
            #"{"type":"external_account_authorized_user","audience":"//iam.googleapis.com/locations/global/workforcePools/p/providers/q","#
                + #""client_id":"c","client_secret":"s","refresh_token":"r","token_url":"$SERVER/v1/oauthtoken"}"#,
            ["POST /v1/oauthtoken": trade("grant_type=refresh_token", "refresh_token=r")]),
        client(
            "impersonation by a user",
            #"{"type":"impersonated_service_account","delegates":["projects/-/serviceAccounts/d@p"],"source_credentials":\#(user)\#(takeOver)}"#,
            [
                "POST /token": trade("refresh_token=1//r", giving: #"{"access_token":"source","expires_in":3599}"#),
                "POST \(impersonation)": impersonate,
            ]),
        client(
            "impersonation by a service account",
            #"{"type":"impersonated_service_account","source_credentials":\#(account)\#(takeOver)}"#,
            [
                "POST /token": { request in
                    TestKeys.isSigned(request, "assertion")
                        ? .text(#"{"access_token":"source","expires_in":3599}"#) : .text("{}", status: 400)
                },
                "POST \(impersonation)": impersonate,
            ]),
        client(
            "federation with a program", program, files: ["program": programText],
            environment: ["GOOGLE_EXTERNAL_ACCOUNT_ALLOW_EXECUTABLES": "1"],
            ["POST /v1/token": trade("subject_token=head.claims.sig")]),
        client(
            "federation with a program that is not allowed", program, files: ["program": programText], credential: nil,
            ["POST /v1/token": trade("subject_token=head.claims.sig")]),
    ]

    private static let amazon =
        #"{"environment_id":"aws1","url":"http://169.254.169.254/latest/meta-data/iam/security-credentials","#
        + #""regional_cred_verification_url":"https://sts.{region}.amazonaws.com?Action=GetCallerIdentity&Version=2011-06-15"}"#
    private static let program = federation(
        #"{"executable":{"command":"$HOME/program --for 'a b'","timeout_millis":5000}}"#)
    private static let programText = """
        #!/bin/sh
        [ "$1-$2-$GOOGLE_EXTERNAL_ACCOUNT_INTERACTIVE" = "--for-a b-0" ] || exit 1
        echo '{"version":1,"success":true,"token_type":"urn:ietf:params:oauth:token-type:jwt","id_token":"head.claims.sig"}'
        """
}
