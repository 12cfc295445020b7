import Credentials
import HTTPTransport
import ImageModel

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// What ECR's API answered.
enum ECRAnswer<Value> {
    case value(Value)
    /// With the exception's name, without its namespace.
    case refused(String, String)
}

extension ECRService {
    private struct Exception: Decodable {
        let type: String?
        let message: String?
        let otherMessage: String?

        enum CodingKeys: String, CodingKey {
            case type = "__type"
            case message
            case otherMessage = "Message"
        }
    }

    func ask<Answer: Decodable>(
        _ operation: String, _ question: some Encodable, of repository: ImageRepository, as type: Answer.Type
    ) async throws(RegistryError) -> ECRAnswer<Answer> {
        let name = repository.canonicalName
        guard let body = try? JSONEncoder().encode(question) else {
            throw .unsupported(name, "the question to ECR cannot be written")
        }
        do throws(CredentialError) {
            let response = try await call(operation, Array(body), for: repository)
            if response.isSuccess, let answer = try? JSONDecoder().decode(type, from: Data(response.body)) {
                return .value(answer)
            }
            let exception = try? JSONDecoder().decode(Exception.self, from: Data(response.body))
            let code = exception?.type?.split(separator: "#").last.map(String.init)
            return .refused(
                (code ?? "status \(response.status)").printable(limit: 80),
                (exception?.message ?? exception?.otherMessage ?? "").printable(limit: 300))
        } catch {
            throw RegistryError(
                error.code == .cancelled ? .cancelled : .unavailable, reason: .registryUnavailable, subject: name,
                message: "\(name): \(error)")
        }
    }
}

extension RegistryError {
    static func ecrRefused(
        _ repository: ImageRepository, _ what: String, _ name: String, _ message: String
    ) -> RegistryError {
        let isDenied = name.hasPrefix("AccessDenied") || name.hasPrefix("UnrecognizedClient")
        return RegistryError(
            isDenied ? .unauthorized : .refused, reason: isDenied ? .unauthorized : .registryUnavailable,
            subject: repository.canonicalName,
            message: "ECR did not \(what) \(repository): \(name)\(message.isEmpty ? "" : ", \(message)")")
    }
}
