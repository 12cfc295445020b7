/// A failure as the API server tells it (`metav1.Status`).
struct StandInError: Error {
    let code: Int
    let reason: String
    let message: String

    static func notFound(_ name: String) -> Self {
        Self(code: 404, reason: "NotFound", message: "\(name) not found")
    }

    static func invalid(_ message: String) -> Self { Self(code: 422, reason: "Invalid", message: message) }
    static func badRequest(_ message: String) -> Self { Self(code: 400, reason: "BadRequest", message: message) }

    static func conflict(_ name: String) -> Self {
        Self(
            code: 409, reason: "Conflict",
            message: "Operation cannot be fulfilled on \(name): the object has been modified; "
                + "please apply your changes to the latest version and try again")
    }

    static let expired = Self(code: 410, reason: "Expired", message: "too old resource version")

    var body: JSON {
        [
            "kind": "Status", "apiVersion": "v1", "status": "Failure", "code": .integer(code),
            "reason": .string(reason), "message": .string(message),
        ]
    }
}
