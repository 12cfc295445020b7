package import HTTPTransport

extension JSONValue {
    /// The merge patch (RFC 7386) that makes one value of another; `nil` where they are the same. What both lack is left
    /// alone, whatever the server has there. A list is replaced as a whole.
    package static func patch(from before: JSONValue?, to after: JSONValue?) -> JSONValue? {
        if before == after { return nil }
        guard let after else { return .null }
        guard case .object(let new) = after else { return after }
        var old: [String: JSONValue] = [:]
        if case .object(let members)? = before { old = members }
        var changes: [String: JSONValue] = [:]
        for key in Set(old.keys).union(new.keys) { changes[key] = patch(from: old[key], to: new[key]) }
        return .object(changes)
    }
}
