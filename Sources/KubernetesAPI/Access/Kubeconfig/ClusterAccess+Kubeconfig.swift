import HTTPTransport

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

extension ClusterAccess {
    /// As a context of a kubeconfig says.
    ///
    /// - Parameters:
    ///   - context: the current one for `nil`.
    ///   - environment: what programs that know credentials are run with; `nil` to run none.
    /// - Throws: `.configuration` for what is missing, contradictory or not supported.
    package init(
        _ kubeconfig: Kubeconfig, context: String? = nil, environment: [String: String]?, clock: APIClock = .system
    ) throws(KubernetesError) {
        let place = kubeconfig.files.joined(separator: ", ")
        guard let name = context ?? kubeconfig.currentContext else {
            throw KubernetesError(
                .configuration, operation: place, message: "has no current-context; name the context to use")
        }
        let context = try Self.entry(kubeconfig.contexts, name, "context", place)
        guard let clusterName = try context.fields.text("cluster") else {
            throw context.fields.error("the context '\(name)' names no cluster")
        }
        let cluster = KubeconfigCluster(try Self.entry(kubeconfig.clusters, clusterName, "cluster", place))
        let user = try context.fields.text("user").map { (user) throws(KubernetesError) in
            KubeconfigUser(try Self.entry(kubeconfig.users, user, "user", place))
        }
        var tls = try cluster.tls()
        try user?.addCertificate(to: &tls)
        let tokens = try user?.tokens(for: cluster, environment: environment, clock: clock) ?? NoToken()
        self.init(server: try cluster.server(), tls: tls, tokens: tokens)
        trustsAnyServer = try cluster.trustsAnyServer()
        proxy = try cluster.proxy()
        namespace = try context.fields.text("namespace") ?? namespace
    }

    /// - Parameter name: the file's path: relative paths in it begin at its folder.
    package init(
        kubeconfig bytes: [UInt8], name: String, context: String? = nil, environment: [String: String]? = nil,
        clock: APIClock = .system
    ) throws(KubernetesError) {
        try self.init(
            Kubeconfig(parsing: bytes, name: name), context: context, environment: environment, clock: clock)
    }

    private static func entry(
        _ entries: [String: Kubeconfig.Entry], _ name: String, _ kind: String, _ place: String
    ) throws(KubernetesError) -> Kubeconfig.Entry {
        if let entry = entries[name] { return entry }
        let known = entries.keys.sorted().prefix(10).map { "'\($0)'" }.joined(separator: ", ")
        throw KubernetesError(
            .configuration, operation: place,
            message: "has no \(kind) '\(name)'" + (known.isEmpty ? "" : "; there is \(known)"))
    }
}
