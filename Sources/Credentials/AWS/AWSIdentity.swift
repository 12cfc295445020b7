import HTTPTransport

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// Who this process is to AWS: environment, profile, web identity, container, instance, in the order of AWS' own clients.
struct AWSIdentity: Sendable {
    let environment: [String: String]
    let http: CloudHTTP

    /// - Returns: `nil` where this machine has no identity at AWS.
    func credentials(region: String) async throws(CredentialError) -> AWSCredentials? {
        let named = environment.setting("AWS_PROFILE")
        if named == nil, let id = environment.setting("AWS_ACCESS_KEY_ID"),
            let secret = environment.setting("AWS_SECRET_ACCESS_KEY")
        {
            return AWSCredentials(
                accessKeyID: id, secretAccessKey: Secret(secret),
                sessionToken: environment.setting("AWS_SESSION_TOKEN").map(Secret.init))
        }
        if let found = try await profile(named ?? "default", isRequired: named != nil, region) { return found }
        if let role = environment.setting("AWS_ROLE_ARN"), let file = environment.setting("AWS_WEB_IDENTITY_TOKEN_FILE")
        {
            return try await webIdentity(role, file, session: environment.setting("AWS_ROLE_SESSION_NAME"), region)
        }
        if let found = try await container() { return found }
        return environment.setting("AWS_EC2_METADATA_DISABLED")?.lowercased() == "true" ? nil : try await instance()
    }

    private func profile(
        _ name: String, isRequired: Bool, _ region: String
    ) async throws(CredentialError) -> AWSCredentials? {
        guard let profile = try AWSProfiles(environment: environment)[name] else {
            if !isRequired { return nil }
            throw CredentialError(
                .invalidSetting, subject: "AWS_PROFILE", message: "names a profile that AWS' files do not have")
        }
        if let role = profile["role_arn"], let file = profile["web_identity_token_file"] {
            return try await webIdentity(role, file, session: profile["role_session_name"], region)
        }
        for key in ["role_arn", "credential_process", "sso_session", "sso_start_url"] where profile[key] != nil {
            throw CredentialError(
                .invalidSetting, subject: "AWS profile",
                message: "uses \(key), which is not supported: give keys, a web identity or another profile")
        }
        return AWSCredentials(profile: profile)
    }

    /// `AssumeRoleWithWebIdentity`, which is not signed (STS API 2011-06-15).
    private func webIdentity(
        _ role: String, _ file: String, session: String?, _ region: String
    ) async throws(CredentialError) -> AWSCredentials {
        struct Answer: Decodable {
            struct Outer: Decodable { let assumeRoleWithWebIdentityResult: Inner }
            struct Inner: Decodable { let credentials: Keys }
            struct Keys: Decodable { let accessKeyId, secretAccessKey, sessionToken: String }
            let assumeRoleWithWebIdentityResponse: Outer
        }
        let form: [(name: String, value: String)] = [
            ("Action", "AssumeRoleWithWebIdentity"), ("Version", "2011-06-15"), ("RoleArn", role),
            ("RoleSessionName", session ?? "pinnace"), ("WebIdentityToken", try CloudFile.token(file)),
        ]
        let regionWanted = environment.setting("AWS_REGION") ?? environment.setting("AWS_DEFAULT_REGION") ?? region
        let china = regionWanted.hasPrefix("cn-") ? ".cn" : ""
        guard ECRHost.isRegion(regionWanted) else {
            throw CredentialError(.invalidSetting, subject: "AWS_REGION", message: "is no region of AWS")
        }
        let url = try CloudHTTP.url(
            environment.setting("AWS_ENDPOINT_URL_STS") ?? environment.setting("AWS_ENDPOINT_URL")
                ?? "https://sts.\(regionWanted).amazonaws.com\(china)/", setting: "AWS_ENDPOINT_URL_STS")
        let response = try await http.post(form, to: url, "AWS STS")
        let keys = try CloudHTTP.read(Answer.self, response, "AWS STS")
            .assumeRoleWithWebIdentityResponse.assumeRoleWithWebIdentityResult.credentials
        return AWSCredentials(
            accessKeyID: keys.accessKeyId, secretAccessKey: Secret(keys.secretAccessKey),
            sessionToken: Secret(keys.sessionToken))
    }

    /// ECS and EKS Pod Identity; the token's file is rotated, so it is read each time.
    private func container() async throws(CredentialError) -> AWSCredentials? {
        let address: String
        if let path = environment.setting("AWS_CONTAINER_CREDENTIALS_RELATIVE_URI") {
            address = "http://169.254.170.2\(path.hasPrefix("/") ? "" : "/")\(path)"
        } else if let full = environment.setting("AWS_CONTAINER_CREDENTIALS_FULL_URI") {
            address = full
        } else {
            return nil
        }
        let setting = "AWS_CONTAINER_CREDENTIALS_FULL_URI"
        let url = try CloudHTTP.url(address, setting: setting)
        // AWS allows any host over https here (SDK reference, "Container credential provider").
        let isService = url.scheme == "https"
        var request = HTTPRequest(.get, isService ? url : try CloudHTTP.metadataURL(address, setting: setting))
        if let file = environment.setting("AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE") {
            request.authorization = Secret(try CloudFile.token(file))
        } else if let token = environment.setting("AWS_CONTAINER_AUTHORIZATION_TOKEN") {
            request.authorization = Secret(token)
        }
        let subject = "AWS container credentials"
        let answer = isService ? try await http.ask(request, subject) : try await http.askMetadata(request, subject)
        guard let answer else {
            throw CredentialError(.cloudUnreachable, subject: subject, message: "did not answer")
        }
        return try CloudHTTP.read(AWSCredentials.Answer.self, answer, subject).credentials
    }

    /// IMDSv2 (EC2 user guide, "Use the Instance Metadata Service").
    private func instance() async throws(CredentialError) -> AWSCredentials? {
        let base = environment.setting("AWS_EC2_METADATA_SERVICE_ENDPOINT") ?? "http://169.254.169.254"
        let subject = "AWS instance metadata"
        func url(_ path: String) throws(CredentialError) -> URL {
            let root = base.hasSuffix("/") ? String(base.dropLast()) : base
            return try CloudHTTP.metadataURL(root + path, setting: "AWS_EC2_METADATA_SERVICE_ENDPOINT")
        }
        var first = HTTPRequest(.put, try url("/latest/api/token"))
        first.headers["X-aws-ec2-metadata-token-ttl-seconds"] = "21600"
        guard let session = try await http.askMetadata(first, subject), session.isSuccess else { return nil }
        let token = Secret(String(decoding: session.body, as: UTF8.self))
        let path = "/latest/meta-data/iam/security-credentials/"
        var names = HTTPRequest(.get, try url(path))
        names.secretHeaders["X-aws-ec2-metadata-token"] = token
        guard let list = try await http.askMetadata(names, subject), list.isSuccess else { return nil }
        let role = String(decoding: list.body.prefix { $0 != 0x0a }, as: UTF8.self)
        guard !role.isEmpty, role.utf8.count <= 64,
            role.allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber || "+=,.@_-".contains($0)) })
        else { return nil }
        var keys = HTTPRequest(.get, try url(path + role))
        keys.secretHeaders["X-aws-ec2-metadata-token"] = token
        guard let answer = try await http.askMetadata(keys, subject) else { return nil }
        return try CloudHTTP.read(AWSCredentials.Answer.self, answer, subject).credentials
    }
}
