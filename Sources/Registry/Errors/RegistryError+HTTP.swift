import HTTPTransport
import ImageModel

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

extension RegistryError {
    /// What a 404 says is not there.
    enum Missing: Hashable, Sendable {
        case manifest(ManifestName)
        case blob(Digest)
        case repository
        case tokenService
    }

    /// No answer came.
    init(_ error: HTTPError, subject: String) {
        switch error.code {
        case .cancelled: self = .cancelled
        case .bodyTooLarge:
            self = .tooLarge(subject, what: "the answer", limit: RegistryStore.maximumManifestBytes)
        case .notAllowed:
            self.init(.notAllowed, reason: .notAllowed, subject: subject, message: "\(error.url): \(error.message)")
        default:
            self.init(
                .unavailable, reason: .registryUnavailable, subject: subject,
                message: "\(error.url): \(error.message)"
            )
        }
    }

    /// An answer that is neither a success nor a refusal of who asked (401, 403).
    init(_ response: HTTPResponse, access: RegistryAccess, missing: Missing) {
        let body = RegistryErrorBody(response.body)
        let host = access.endpoint.host
        let wait = response.headers.retryAfter(now: Int(Date().timeIntervalSince1970))
        var (code, reason, message) = (Code.refused, ReasonCode.registryUnavailable, "")
        let answer = "\(response.status)" + (body.detail.map { " \($0)" } ?? "")
        switch response.status {
        case 404 where missing != .tokenService:
            (code, reason) = (.notFound, .notFound)
            message = missing.message(host: host, access.repository, code: body.code, answer: answer)
        case 429:
            (code, reason) = (.rateLimited, .rateLimited)
            message = Self.limited(host, response.headers, wait: wait, answer: answer)
        case 408, 499, 500...599:
            code = .unavailable
            message = "\(host) is in trouble (\(answer)): try again later"
        case 300...399:
            code = .invalidAnswer
            message = "\(host) sends on to another place (\(answer)) where that is not allowed"
        default:
            if body.code == "NAME_INVALID" || body.code == "TAG_INVALID" { reason = .invalidReference }
            message = "\(host) refused (\(answer))"
        }
        self.init(
            code, reason: reason, subject: access.subject, message: message, status: response.status,
            detail: body.detail, retryAfter: wait
        )
    }

    private static func limited(_ host: String, _ headers: HTTPHeaders, wait: Duration?, answer: String) -> String {
        let when = wait.map { "try again in \($0.components.seconds) s" } ?? "try again later"
        let limit = headers["ratelimit-limit"].map { ", its limit is \($0.printable(limit: 40))" } ?? ""
        let account = host == ImageRepository.dockerHub ? "; with an account it allows more" : ""
        return "\(host) limits how often it is asked (\(answer))\(limit): \(when)\(account)"
    }
}

extension RegistryError.Missing {
    fileprivate func message(host: String, _ repository: ImageRepository, code: String?, answer: String) -> String {
        if code == "NAME_UNKNOWN" || self == .repository {
            return "\(host) has no repository \(repository.path), or hides it (\(answer)): "
                + "check the name, create it, or copy the image there"
        }
        switch self {
        case .manifest(.tag(let tag)):
            return "\(repository) has no tag \(tag) (\(answer)): check the tag, or copy the image there"
        case .manifest(.digest(let digest)):
            return "\(repository) has no \(digest) (\(answer)): it was deleted, or never copied there"
        case .blob(let digest):
            return "\(repository) has lost \(digest) (\(answer)): push the image again"
        case .repository, .tokenService:
            return "\(host) answered \(answer)"
        }
    }
}
