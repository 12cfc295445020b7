import Credentials
import HTTPTransport
import ImageModel

extension RegistryError {
    /// A 401 or 403, of the registry or of its token service.
    static func unauthorized(
        _ response: HTTPResponse, access: RegistryAccess, known: KnownCredential
    ) -> RegistryError {
        let body = RegistryErrorBody(response.body)
        let host = access.endpoint.host
        let answer = "\(response.status)" + (body.detail.map { " \($0)" } ?? "")
        return RegistryError(
            .unauthorized, reason: .unauthorized, subject: access.subject,
            message: message(host, access.repository.path, answer, known),
            status: response.status, detail: body.detail
        )
    }

    private static func message(_ host: String, _ path: String, _ answer: String, _ known: KnownCredential) -> String {
        switch known {
        case .some(.basic(let username, _)):
            "\(host) refused user '\(username.printable(limit: 100))' for \(path) (\(answer)): "
                + "check that the password is current and that this user may do it"
        case .some:
            "\(host) refused the token given for \(path) (\(answer)): check that it is current and allows it"
        case KnownCredential.none:
            "\(host) wants credentials for \(path) (\(answer)), and none are known: "
                + "run 'docker login \(host)', or name a Docker configuration that has them"
        case .withheld:
            "\(host) wants credentials for \(path) (\(answer)), and none are sent to this endpoint, "
                + "as only the repository's own configuration names it: the operator can allow it"
        case .failed(let error):
            "\(host) wants credentials for \(path) (\(answer)), and they could not be had: \(error)"
        }
    }
}
