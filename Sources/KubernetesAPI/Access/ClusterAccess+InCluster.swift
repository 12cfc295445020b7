import HTTPTransport

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

extension ClusterAccess {
    /// Where kubelet puts what a pod needs to talk to the API server.
    package static let serviceAccountDirectory = "/var/run/secrets/kubernetes.io/serviceaccount"

    /// Whether the environment is that of a pod.
    package static func isInCluster(_ environment: [String: String]) -> Bool {
        environment["KUBERNETES_SERVICE_HOST"]?.isEmpty == false
    }

    /// As a pod: address from the environment, token and authority from the service account's volume.
    ///
    /// - Throws: `.configuration` outside of a cluster.
    package init(
        inCluster environment: [String: String], directory: String = serviceAccountDirectory,
        clock: APIClock = .system
    ) throws(KubernetesError) {
        guard let host = environment["KUBERNETES_SERVICE_HOST"], let port = environment["KUBERNETES_SERVICE_PORT"],
            !host.isEmpty, let url = URL(string: "https://\(host.contains(":") ? "[\(host)]" : host):\(port)")
        else {
            throw KubernetesError(
                .configuration, operation: "find the cluster",
                message: "KUBERNETES_SERVICE_HOST and KUBERNETES_SERVICE_PORT are not set, as they are in a pod; "
                    + "outside of a cluster name a kubeconfig")
        }
        self.init(
            server: url,
            tls: HTTPHostTLS(
                additionalAuthorities: [.file("\(directory)/ca.crt")], trustsOnlyAdditionalAuthorities: true),
            tokens: TokenFile("\(directory)/token", clock: clock))
        namespace = Self.namespace(directory: directory) ?? namespace
    }

    /// The namespace of this pod; `nil` outside of a cluster.
    package static func namespace(directory: String = serviceAccountDirectory) -> String? {
        guard let bytes = try? AccessFile.bytes("\(directory)/namespace", limit: 4_096) else { return nil }
        let name = String(decoding: bytes, as: UTF8.self).filter { !$0.isWhitespace }
        return ResourceType.isName(name) ? name : nil
    }
}
