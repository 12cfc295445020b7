import HTTPTransport

/// AWS STS, which trades an identity for a role's keys (STS API 2011-06-15), in the region that is set.
struct AWSTokenService: Sendable {
    private static let subject = "AWS STS"

    let settings: AWSSettings
    let region: String
    let http: CloudHTTP

    /// `AssumeRole`, signed by the source's keys.
    func assume(_ role: AssumedRole, signedBy keys: AWSCredentials) async throws(CredentialError) -> Lease<
        AWSCredentials?
    > {
        let request = try request("AssumeRole", role.fields)
        guard case .bytes(let body) = request.body else { preconditionFailure("a form is bytes") }
        let signature = SigV4(credentials: keys, service: "sts", region: region)
        let response = try await http.ask(Self.subject) { (time) throws(CredentialError) in
            signature.sign(request, body: body, at: time)
        }
        return try lease(response)
    }

    /// `AssumeRoleWithWebIdentity`, which is not signed.
    func assume(
        _ role: String, webIdentity token: String, session: String?
    ) async throws(CredentialError) -> Lease<AWSCredentials?> {
        let request = try request(
            "AssumeRoleWithWebIdentity",
            [
                ("RoleArn", role), ("RoleSessionName", session ?? AssumedRole.defaultSession),
                ("WebIdentityToken", token),
            ])
        return try lease(try await http.ask(request, Self.subject))
    }

    private func request(
        _ action: String, _ fields: [(name: String, value: String)]
    ) throws(CredentialError) -> HTTPRequest {
        let form: [(name: String, value: String)] = [("Action", action), ("Version", "2011-06-15")] + fields
        let url = try AWSEndpoint.tokens(region, settings).url(settings)
        // What botocore signs, to the letter.
        let headers: HTTPHeaders = ["Content-Type": FormURLEncoding.contentType + "; charset=utf-8"]
        return HTTPRequest(.post, url, headers: headers, body: FormURLEncoding.body(form))
    }

    private func lease(_ response: HTTPResponse) throws(CredentialError) -> Lease<AWSCredentials?> {
        guard response.isSuccess else { throw CloudHTTP.refusal(response, Self.subject) }
        let text = String(decoding: response.body, as: UTF8.self)
        guard let id = Self.element("AccessKeyId", text), let secret = Self.element("SecretAccessKey", text),
            let token = Self.element("SessionToken", text)
        else {
            throw CredentialError(
                .invalidAnswer, subject: Self.subject, message: "answered with something else than credentials")
        }
        let end = Self.element("Expiration", text).flatMap(CloudTime.seconds)
        return Lease(
            AWSCredentials(accessKeyID: id, secretAccessKey: Secret(secret), sessionToken: Secret(token)),
            seconds: http.clock.seconds(until: end, in: response))
    }

    /// The text of an XML element that occurs once and holds neither elements nor entities: keys and times.
    private static func element(_ name: String, _ xml: String) -> String? {
        guard let start = xml.firstRange(of: "<\(name)>"),
            let end = xml[start.upperBound...].firstRange(of: "</\(name)>")
        else { return nil }
        let text = xml[start.upperBound..<end.lowerBound]
        return text.isEmpty || text.contains(where: { "<&".contains($0) || $0.isWhitespace }) ? nil : String(text)
    }
}
