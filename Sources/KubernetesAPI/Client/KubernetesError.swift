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
    }

    package let code: Code
    /// What was asked, such as `get secrets team-a/git`.
    package let operation: String
    package let message: String

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
    /// For an answer of 400 and above, or an ERROR event's object.
    init(status: Int, body: StatusBody?, operation: String) {
        let code: Code =
            switch (body?.reason, status) {
            case ("Expired", _), ("Gone", _), (_, 410): .expired
            case ("AlreadyExists", _): .alreadyExists
            case (_, 401): .unauthorized
            case (_, 403): .forbidden
            case (_, 404): .notFound
            case (_, 409): .conflict
            case (_, 422): .invalid
            case (_, 429): .tooManyRequests
            case (_, 400..<500): .invalid
            default: .server
            }
        let message = body?.message.flatMap { $0.isEmpty ? nil : String($0.prefix(1_024)) }
        self.init(code, operation: operation, message: message ?? "the API server answered \(status)")
    }
}
