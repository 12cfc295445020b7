import HTTPTransport

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

extension ClusterAccess {
    /// Where kubelet puts what a pod needs to talk to the API server.
    package static let serviceAccountDirectory = "/var/run/secrets/kubernetes.io/serviceaccount"

    /// As a pod: address from the environment, token and authority from the service account's volume.
    ///
    /// - Throws: `.configuration` outside of a cluster.
    package init(
        inCluster environment: [String: String], directory: String = serviceAccountDirectory
    ) throws(KubernetesError) {
        guard let host = environment["KUBERNETES_SERVICE_HOST"], let port = environment["KUBERNETES_SERVICE_PORT"],
            let url = URL(string: "https://\(host.contains(":") ? "[\(host)]" : host):\(port)")
        else {
            throw KubernetesError(
                .configuration, operation: "find the cluster",
                message:
                    "KUBERNETES_SERVICE_HOST and KUBERNETES_SERVICE_PORT say nothing; outside of a cluster give --kubeconfig"
            )
        }
        self.init(
            server: url,
            tls: HTTPHostTLS(
                additionalAuthorities: [.file("\(directory)/ca.crt")], trustsOnlyAdditionalAuthorities: true),
            tokens: TokenFile("\(directory)/token")
        )
    }

    /// The namespace of this pod; `nil` outside of a cluster.
    package static func namespace(directory: String = serviceAccountDirectory) -> String? {
        FileManager.default.contents(atPath: "\(directory)/namespace").map { data in
            String(decoding: data, as: UTF8.self).filter { !$0.isWhitespace }
        }
    }
}
