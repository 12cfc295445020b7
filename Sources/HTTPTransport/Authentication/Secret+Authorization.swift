#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

extension Secret {
    /// The value of `Authorization` for a user and a password (RFC 7617).
    package static func basic(user: String, password: Secret) -> Secret {
        Secret("Basic " + Data("\(user):\(password.reveal())".utf8).base64EncodedString())
    }

    /// The value of `Authorization` for a bearer token (RFC 6750).
    package static func bearer(_ token: Secret) -> Secret {
        Secret("Bearer " + token.reveal())
    }
}
