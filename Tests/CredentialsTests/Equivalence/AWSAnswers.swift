import Foundation
import PinnaceTestSupport

/// What AWS' services and metadata servers answer to those who ask rightly.
enum AWSAnswers {
    typealias Answer = @Sendable (ScriptedRequest) -> ScriptedResponse

    static let roles = "/latest/meta-data/iam/security-credentials/"
    private static let expiration = "2035-01-01T00:00:00Z"

    /// ECR's `GetAuthorizationToken`, signed by a key.
    static func password(by key: String, token: String? = nil) -> Answer {
        { request in
            let isRight =
                request[header: "X-Amz-Target"] == "AmazonEC2ContainerRegistry_V20150921.GetAuthorizationToken"
                && isSigned(request, key, "eu-west-1/ecr") && request[header: "X-Amz-Security-Token"] == token
            return isRight
                ? .text(#"{"authorizationData":[{"authorizationToken":"QVdTOnBhc3N3b3Jk","expiresAt":2051222400}]}"#)
                : refusal
        }
    }

    static func publicPassword(by key: String) -> Answer {
        { request in
            let isRight =
                request[header: "X-Amz-Target"] == "SpencerFrontendService.GetAuthorizationToken"
                && isSigned(request, key, "us-east-1/ecr-public")
            return isRight
                ? .text(#"{"authorizationData":{"authorizationToken":"QVdTOnBhc3N3b3Jk","expiresAt":2051222400}}"#)
                : refusal
        }
    }

    /// STS for those who sign by one key (nothing is signed where it is empty) and want one role, which has another key;
    /// ECR for the last role's.
    static func roles(_ steps: [(by: String, arn: String, key: String)]) -> Answer {
        { request in
            if request[header: "X-Amz-Target"] != nil {
                let key = steps.last?.key ?? ""
                return password(by: key, token: "token+of/\(key)==")(request)
            }
            let form = "&\(request.text.removingPercentEncoding ?? "")&"
            let step = steps.first { step in
                let isSigner =
                    step.by.isEmpty
                    ? request[header: "Authorization"] == nil : isSigned(request, step.by, "/sts")
                return isSigner && form.contains("&RoleArn=\(step.arn)&")
            }
            guard let step else { return refusal }
            let action = step.by.isEmpty ? "AssumeRoleWithWebIdentity" : "AssumeRole"
            return .text(
                """
                <\(action)Response xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><\(action)Result><Credentials>
                <AccessKeyId>\(step.key)</AccessKeyId><SecretAccessKey>s/1+2=</SecretAccessKey>
                <SessionToken>token+of/\(step.key)==</SessionToken><Expiration>\(expiration)</Expiration>
                </Credentials></\(action)Result></\(action)Response>
                """, headers: [("Content-Type", "text/xml")])
        }
    }

    /// A container's or an instance's.
    static func keys(_ key: String) -> ScriptedResponse {
        .text(
            #"{"Code":"Success","AccessKeyId":"\#(key)","SecretAccessKey":"s","Token":"token of \#(key)","#
                + #""Expiration":"\#(expiration)"}"#)
    }

    static let instance: [String: Answer] = [
        "PUT /latest/api/token": { request in
            request[header: "X-aws-ec2-metadata-token-ttl-seconds"] == "21600" ? .text("session") : refusal
        },
        "GET \(roles)": { $0[header: "X-aws-ec2-metadata-token"] == "session" ? .text("node-role") : refusal },
        "GET \(roles)node-role": {
            $0[header: "X-aws-ec2-metadata-token"] == "session" ? keys("INSTANCE") : refusal
        },
    ]

    static let firstVersion: [String: Answer] = [
        "PUT /latest/api/token": { _ in .status(403) },
        "GET \(roles)": { $0[header: "X-aws-ec2-metadata-token"] == nil ? .text("node-role") : refusal },
        "GET \(roles)node-role": { _ in keys("OLD") },
    ]

    static let signOnToken = #"{"accessToken":"sso-token","expiresAt":"\#(expiration)","region":"eu-north-1"}"#

    static let signOn: Answer = { request in
        let isRight =
            request[header: "x-amz-sso_bearer_token"] == "sso-token"
            && request.target.hasSuffix("?role_name=Reader&account_id=123456789012")
        return isRight
            ? .text(
                #"{"roleCredentials":{"accessKeyId":"SSO","secretAccessKey":"s","sessionToken":"token of SSO","#
                    + #""expiration":2051222400000}}"#) : refusal
    }

    private static let refusal = ScriptedResponse.text("{}", status: 400)

    private static func isSigned(_ request: ScriptedRequest, _ key: String, _ scope: String) -> Bool {
        let signature = request[header: "Authorization"] ?? ""
        return signature.hasPrefix("AWS4-HMAC-SHA256 Credential=\(key)/20261121/")
            && signature.contains("\(scope)/aws4")
    }
}
