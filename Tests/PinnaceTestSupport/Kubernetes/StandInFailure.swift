/// A `Status` of a failure, as the API server words it.
package struct StandInFailure: Error, Hashable, Sendable {
    package let code: Int
    package let reason: String
    package let message: String
    /// Seconds, in the header `Retry-After`.
    package var retryAfter: Int?
    /// The token to go on with, where a list expired in its middle.
    var next: String?

    package init(code: Int, reason: String, message: String, retryAfter: Int? = nil) {
        self.code = code
        self.reason = reason
        self.message = message
        self.retryAfter = retryAfter
    }

    var status: APIJSON {
        var metadata: APIJSON = [:]
        metadata["continue"] = next.map { .string($0) }
        return [
            "kind": "Status", "apiVersion": "v1", "metadata": metadata, "status": "Failure",
            "message": .string(message), "reason": .string(reason), "code": .integer(code),
        ]
    }

    var response: ScriptedResponse {
        let headers = retryAfter.map { [("Retry-After", "\($0)")] } ?? []
        return .status(code, headers: headers + [("Content-Type", "application/json")], body: status.bytes)
    }
}

extension StandInFailure {
    static func notFound(_ kind: StandInKind, _ name: String) -> Self {
        Self(code: 404, reason: "NotFound", message: "\(kind.qualified) \"\(name)\" not found")
    }

    static func alreadyExists(_ kind: StandInKind, _ name: String) -> Self {
        Self(code: 409, reason: "AlreadyExists", message: "\(kind.qualified) \"\(name)\" already exists")
    }

    static func conflict(_ kind: StandInKind, _ name: String) -> Self {
        Self(
            code: 409, reason: "Conflict",
            message: "Operation cannot be fulfilled on \(kind.qualified) \"\(name)\": the object has been modified; "
                + "please apply your changes to the latest version and try again")
    }

    static func invalid(_ kind: StandInKind, _ name: String, _ causes: [String]) -> Self {
        let text = causes.count == 1 ? causes[0] : "[\(causes.joined(separator: ", "))]"
        let shown = kind.group.isEmpty ? kind.kind : "\(kind.kind).\(kind.group)"
        return Self(code: 422, reason: "Invalid", message: "\(shown) \"\(name)\" is invalid: \(text)")
    }

    static func badRequest(_ message: String) -> Self {
        Self(code: 400, reason: "BadRequest", message: message)
    }

    static func expired(_ version: String, _ oldest: Int) -> Self {
        Self(code: 410, reason: "Expired", message: "too old resource version: \(version) (\(oldest))")
    }

    static let unauthorized = Self(code: 401, reason: "Unauthorized", message: "Unauthorized")
    static let noSuchPath = Self(
        code: 404, reason: "NotFound", message: "the server could not find the requested resource")
}
