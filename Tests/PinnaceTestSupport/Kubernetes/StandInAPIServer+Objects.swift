import Foundation

/// Objects that tests put there and look at, past every check.
extension StandInAPIServer {
    /// Puts an object in its place as it is, status and all.
    @discardableResult
    package func put(_ object: APIJSON) -> APIJSON {
        store.locked { state in
            guard let kind = Self.kind(of: object, state), let name = object["metadata"]?["name"]?.text else {
                preconditionFailure("an object of a kind that is served, with a name: \(object)")
            }
            let namespace = kind.isNamespaced ? object["metadata"]?["namespace"]?.text ?? "default" : ""
            let key = StandInStore.Key(namespace: namespace, name: name)
            let before = state.object(kind, key)
            var object = object
            if kind.isNamespaced { object["metadata"]?["namespace"] = .string(namespace) }
            object["metadata"]?["uid"] = before?["metadata"]?["uid"] ?? .string(UUID().uuidString.lowercased())
            object["metadata"]?["creationTimestamp"] =
                before?["metadata"]?["creationTimestamp"] ?? .string(Date.now.formatted(.iso8601))
            if kind.hasGeneration {
                object["metadata"]?["generation"] = .integer((before?["metadata"]?["generation"]?.integer ?? 0) + 1)
            }
            return state.write(object, kind, key) ?? object
        }
    }

    /// Serves what a CustomResourceDefinition describes.
    package func define(_ definition: APIJSON) {
        put(definition)
    }

    /// The object as it is stored.
    package func object(_ plural: String, _ namespace: String, _ name: String) -> APIJSON? {
        store.locked { state in
            state.objects.first { $0.key.plural == plural }?.value[.init(namespace: namespace, name: name)]
        }
    }

    /// Every object of a collection, in the order of their names.
    package func objects(_ plural: String) -> [APIJSON] {
        store.locked { state in
            (state.objects.first { $0.key.plural == plural }?.value ?? [:]).sorted { $0.key < $1.key }.map(\.value)
        }
    }

    /// Takes an object away.
    package func remove(_ plural: String, _ namespace: String, _ name: String) {
        store.locked { state in
            guard let kind = state.kinds.first(where: { $0.plural == plural }) else { return }
            let key = StandInStore.Key(namespace: namespace, name: name)
            if state.object(kind, key) != nil { state.write(nil, kind, key) }
        }
    }

    /// A kubeconfig for this server, as JSON, which is YAML too.
    package func kubeconfig(token: String? = nil, namespace: String = "default") -> String {
        let user: APIJSON = token.map { ["token": .string($0)] } ?? [:]
        let text: APIJSON = [
            "apiVersion": "v1", "kind": "Config", "current-context": "stand-in",
            "clusters": [["name": "stand-in", "cluster": ["server": .string(url.absoluteString)]]],
            "users": [["name": "stand-in", "user": user]],
            "contexts": [
                [
                    "name": "stand-in",
                    "context": ["cluster": "stand-in", "user": "stand-in", "namespace": .string(namespace)],
                ]
            ],
        ]
        return String(decoding: text.bytes, as: UTF8.self)
    }

    private static func kind(of object: APIJSON, _ state: StandInStore.State) -> StandInKind? {
        state.kinds.first { .string($0.apiVersion) == object["apiVersion"] && .string($0.kind) == object["kind"] }
    }
}
