import YAMLSource

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// Reads from an object what it says of the secrets that images are pulled with.
enum PullSecretReader {
    private static let types = ["kubernetes.io/dockerconfigjson", "kubernetes.io/dockercfg"]
    private static let config = ".dockerconfigjson"
    private static let oldConfig = ".dockercfg"

    static func facts(of object: YAMLNode, _ identity: ObjectIdentity) -> PullSecretFacts {
        var facts = PullSecretFacts()
        switch (identity.group, identity.kind) {
        case ("", "Secret"): facts.secrets = [secret(object, identity)].compactMap(\.self)
        case ("bitnami.com", "SealedSecret"): facts.secrets = [sealed(object, identity)].compactMap(\.self)
        case ("external-secrets.io", "ExternalSecret"): facts.secrets = [external(object, identity)].compactMap(\.self)
        case ("", "ServiceAccount"):
            let secrets = names(object["imagePullSecrets"])
            if !secrets.isEmpty { facts.accounts = [PullSecretAccount(object: identity, secrets: secrets)] }
        default: break
        }
        return facts
    }

    /// - Parameter field: the path of the pod spec.
    static func workload(_ spec: YAMLNode, _ identity: ObjectIdentity, _ field: FieldPath) -> PullSecretWorkload {
        let account = spec["serviceAccountName"] ?? spec["serviceAccount"]
        return PullSecretWorkload(
            object: identity, field: field.text, secrets: names(spec["imagePullSecrets"]),
            account: account?.resolved.string.flatMap { $0.isEmpty ? nil : $0 } ?? "default")
    }

    private static func names(_ list: YAMLNode?) -> [PullSecretName] {
        guard let list = list?.resolved, list.isSequence else { return [] }
        return list.elements.compactMap { element in
            guard let name = element.resolved["name"]?.resolved, let text = name.string, !text.isEmpty else {
                return nil
            }
            return PullSecretName(name: text, location: name.location)
        }
    }

    private static func secret(_ object: YAMLNode, _ identity: ObjectIdentity) -> PullSecret? {
        guard let type = object["type"]?.resolved.string, types.contains(type), let name = identity.name else {
            return nil
        }
        let isOld = type == types[1]
        let entry = isOld ? oldConfig : config
        var bytes: [UInt8]?
        if let text = object["stringData"]?.resolved[entry]?.resolved.string {
            bytes = Array(text.utf8)
        } else if let text = object["data"]?.resolved[entry]?.resolved.string {
            bytes = Data(base64Encoded: text.filter { !$0.isWhitespace }).map(Array.init)
        }
        return PullSecret(
            name: name, namespace: identity.namespace, location: object.location,
            keys: bytes.flatMap { keys($0, isOld) })
    }

    /// `nil` for what is no configuration of Docker's: encrypted, or filled in by another tool.
    private static func keys(_ bytes: [UInt8], _ isOld: Bool) -> [PullSecretKey]? {
        let hosts: [String]?
        if isOld {
            hosts = (try? JSONDecoder().decode([String: Anything].self, from: Data(bytes)))?.keys.sorted()
        } else {
            hosts = (try? JSONDecoder().decode(Config.self, from: Data(bytes)))?.auths.keys.sorted()
        }
        return hosts?.map { PullSecretKey($0) }
    }

    private struct Anything: Decodable {
        init(from decoder: any Decoder) {}
    }

    private struct Config: Decodable {
        let auths: [String: Anything]
    }

    private static func sealed(_ object: YAMLNode, _ identity: ObjectIdentity) -> PullSecret? {
        let spec = object["spec"]?.resolved
        let template = spec?["template"]?.resolved
        let isPull =
            template?["type"]?.resolved.string.map(types.contains) == true
            || [config, oldConfig].contains { spec?["encryptedData"]?.resolved[$0] != nil }
        guard isPull, let name = template?["metadata"]?.resolved["name"]?.resolved.string ?? identity.name else {
            return nil
        }
        return PullSecret(name: name, namespace: identity.namespace, location: object.location, keys: nil)
    }

    /// Its template may spell out the hosts, with the passwords to be filled in.
    private static func external(_ object: YAMLNode, _ identity: ObjectIdentity) -> PullSecret? {
        let target = object["spec"]?.resolved["target"]?.resolved
        let template = target?["template"]?.resolved
        let text = template?["data"]?.resolved[config]?.resolved.string
        guard text != nil || template?["type"]?.resolved.string.map(types.contains) == true,
            let name = target?["name"]?.resolved.string ?? identity.name
        else { return nil }
        return PullSecret(
            name: name, namespace: identity.namespace, location: object.location,
            keys: text.flatMap { keys(Array($0.utf8), false) }?.filter { !$0.description.contains("{{") })
    }
}
