import ImageModel

/// Why the API server did not do what it was asked.
package struct KubernetesError: Error, Hashable, Sendable, CustomStringConvertible {
    package struct Code: RawRepresentable, Hashable, Sendable {
        package let rawValue: String
        package init(rawValue: String) { self.rawValue = rawValue }

        package static let notFound = Code(rawValue: "not-found")
        package static let alreadyExists = Code(rawValue: "already-exists")
        /// Somebody else wrote the object meanwhile.
        package static let conflict = Code(rawValue: "conflict")
        /// The version that was asked for is too old; list again.
        package static let expired = Code(rawValue: "expired")
        package static let unauthorized = Code(rawValue: "unauthorized")
        package static let forbidden = Code(rawValue: "forbidden")
        package static let invalid = Code(rawValue: "invalid")
        package static let tooManyRequests = Code(rawValue: "too-many-requests")
        package static let server = Code(rawValue: "server")
        package static let connection = Code(rawValue: "connection")
        package static let cancelled = Code(rawValue: "cancelled")
        /// An answer that is not what the protocol says.
        package static let unreadable = Code(rawValue: "unreadable")
        /// Settings that no request can be made from.
        package static let configuration = Code(rawValue: "configuration")
        /// Whoever knows the credential, a file or a program, did not give it.
        package static let credential = Code(rawValue: "credential")
    }

    package let code: Code
    /// What was asked, such as `get secrets team-a/git`, or the file or program that failed.
    package let operation: String
    package let message: String
    /// Of the HTTP answer, or of the `Status` in an event; `nil` where there was none.
    package var status: Int?
    /// The API's own word, such as `NotFound`.
    package var reason: String?
    /// How long the server wants to be left alone.
    package var retryAfter: Duration?

    package init(_ code: Code, operation: String, message: String) {
        self.code = code
        self.operation = operation
        self.message = message
    }

    package var description: String { "\(operation): \(message)" }
}

/// `metav1.Status`, as failures are told.
struct StatusBody: Decodable, Sendable {
    let code: Int?
    let reason: String?
    let message: String?
}

extension KubernetesError {
    private static let messageLimit = 1_024

    /// For an answer of 400 and above, or an ERROR event's object.
    init(status: Int, body: StatusBody?, operation: String) {
        let told = body?.message.map { $0.printable(limit: Self.messageLimit) } ?? ""
        let code = Self.code(status, body?.reason)
        let message: String =
            switch code {
            case .unauthorized: "the API server does not know who asks: check the token or the kubeconfig's user"
            case _ where told.isEmpty: "the API server answered \(status)"
            default: told
            }
        self.init(code, operation: operation, message: message)
        self.status = status
        reason = body?.reason?.printable(limit: 64)
    }

    private static func code(_ status: Int, _ reason: String?) -> Code {
        switch (reason, status) {
        case ("Expired", _), ("Gone", _), (_, 410): .expired
        case ("AlreadyExists", _): .alreadyExists
        case (_, 401): .unauthorized
        case (_, 403): .forbidden
        case (_, 404): .notFound
        case (_, 409): .conflict
        case (_, 429): .tooManyRequests
        case (_, 400..<500): .invalid
        default: .server
        }
    }
}
