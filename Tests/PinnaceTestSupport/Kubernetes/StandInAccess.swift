/// What a bearer token may do, in the words that RBAC has.
package struct StandInRule: Hashable, Sendable {
    package var groups: Set<String>
    /// With `/status` and the like where a subresource is meant.
    package var resources: Set<String>
    package var verbs: Set<String>
    /// Empty for every name.
    package var names: Set<String>
    /// `nil` for every namespace.
    package var namespace: String?

    package init(
        groups: Set<String>, resources: Set<String>, verbs: Set<String>, names: Set<String> = [],
        namespace: String? = nil
    ) {
        self.groups = groups
        self.resources = resources
        self.verbs = verbs
        self.names = names
        self.namespace = namespace
    }

    package func allows(_ call: StandInCall) -> Bool {
        let resource = call.subresource.map { "\(call.resource)/\($0)" } ?? call.resource
        func has(_ set: Set<String>, _ word: String) -> Bool { set.contains("*") || set.contains(word) }
        return has(groups, call.group) && has(resources, resource) && has(verbs, call.verb)
            && (names.isEmpty || call.name.map { names.contains($0) } == true)
            && (namespace == nil || namespace == call.namespace)
    }
}

/// Who may ask, and what.
struct StandInAccess: Sendable {
    /// Bearer tokens that are taken; `nil` for everybody.
    var tokens: Set<String>?
    /// `nil` for everything.
    var rules: [StandInRule]?

    func check(_ request: ScriptedRequest) throws {
        guard let tokens else { return }
        let words = (request[header: "Authorization"] ?? "").split(separator: " ")
        guard words.count == 2, words[0].lowercased() == "bearer", tokens.contains(String(words[1])) else {
            throw StandInFailure.unauthorized
        }
    }

    func check(_ call: StandInCall) throws {
        guard let rules, !rules.contains(where: { $0.allows(call) }) else { return }
        let resource = call.group.isEmpty ? call.resource : "\(call.resource).\(call.group)"
        let place = call.namespace.map { " in the namespace \"\($0)\"" } ?? " at the cluster scope"
        throw StandInFailure(
            code: 403, reason: "Forbidden",
            message: "\(resource) \"\(call.name ?? "")\" is forbidden: User \"stand-in\" cannot \(call.verb) resource "
                + "\"\(call.subresource.map { "\(call.resource)/\($0)" } ?? call.resource)\" in API group "
                + "\"\(call.group)\"\(place)")
    }
}
