/// A request's path, taken apart: `/apis/GROUP/VERSION[/namespaces/NS]/PLURAL[/NAME[/SUBRESOURCE]]`.
struct RequestRoute {
    let resource: ServedResource
    let namespace: String?
    let name: String?
    let subresource: String?

    init(path: String) throws(StandInError) {
        var parts = path.split(separator: "/").map(String.init)[...]
        let group: String
        switch parts.popFirst() {
        case "api": group = ""
        case "apis": group = parts.popFirst() ?? ""
        default: throw .notFound(path)
        }
        let version = parts.popFirst() ?? ""
        var namespace: String?
        if parts.first == "namespaces", parts.count >= 3 {
            namespace = parts.dropFirst().first
            parts = parts.dropFirst(2)
        }
        let plural = parts.popFirst() ?? ""
        guard
            let resource = ServedResource.all.first(where: {
                $0.group == group && $0.version == version && $0.plural == plural
            })
        else { throw .notFound("the server could not find the requested resource \(path)") }
        self.resource = resource
        self.namespace = namespace
        name = parts.popFirst()
        subresource = parts.popFirst()
        guard parts.isEmpty, subresource == nil || (subresource == "status" && resource.hasStatus) else {
            throw .notFound(path)
        }
    }

    func attributes(method: String, isWatch: Bool) -> RequestAttributes {
        let verb =
            switch method {
            case "GET": name != nil ? "get" : isWatch ? "watch" : "list"
            case "POST": "create"
            case "PUT": "update"
            case "PATCH": "patch"
            default: "delete"
            }
        return RequestAttributes(
            verb: verb, group: resource.group, resource: resource.plural, subresource: subresource,
            namespace: namespace, name: name)
    }
}
