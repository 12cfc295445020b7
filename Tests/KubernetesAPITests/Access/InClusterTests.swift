import Foundation
import HTTPTransport
import KubernetesAPI
import PinnaceTestSupport
import Testing

@Suite struct InClusterTests {
    @Test func outsideOfAClusterItSaysWhatToDo() async throws {
        let error = await failure { () throws(KubernetesError) in try ClusterAccess(inCluster: [:]) }
        #expect(
            error?.description
                == "find the cluster: KUBERNETES_SERVICE_HOST and KUBERNETES_SERVICE_PORT are not set, as they are in a "
                + "pod; outside of a cluster name a kubeconfig")
    }

    @Test func anIPv6AddressIsPutInBrackets() throws {
        let environment = ["KUBERNETES_SERVICE_HOST": "fd00::1", "KUBERNETES_SERVICE_PORT": "443"]
        let access = try ClusterAccess(inCluster: environment, directory: "/nowhere")
        #expect(access.server.absoluteString == "https://[fd00::1]:443")
        #expect(access.namespace == "default")
    }

    @Test(.enabled(if: TLSFront.isAvailable))
    func aPodKnowsItsServerByTheAuthorityInItsVolume() async throws {
        let server = try ScriptedHTTPServer.start { request in
            request[header: "Authorization"] == "Bearer first"
                ? .text(#"{"metadata":{"name":"a","namespace":"team"},"data":{"k":"v"}}"#) : .status(401)
        }
        defer { server.stop() }
        try await TLSFront.serving(server) { front in
            let directory = try TemporaryDirectory()
            try directory.write("token", "first")
            try directory.write("namespace", "team\n")
            try directory.write("ca.crt", bytes: front.bytes("ca.pem"))
            let environment = ["KUBERNETES_SERVICE_HOST": "127.0.0.1", "KUBERNETES_SERVICE_PORT": "\(front.port)"]
            let access = try ClusterAccess(inCluster: environment, directory: directory.path)
            #expect(access.namespace == "team")
            let client = KubernetesClient(access, http: ClusterHTTPClient(access))
            #expect(try await Self.get(client).data == ["k": "v"])
        }
    }

    @Test(.enabled(if: TLSFront.isAvailable))
    func theServersCertificateMayBeForAnotherName() async throws {
        let server = try ScriptedHTTPServer.start { _ in .text(#"{"metadata":{"name":"a"}}"#) }
        defer { server.stop() }
        try await TLSFront.serving(server) { front in
            let authority = HTTPHostTLS(
                additionalAuthorities: [.file(front.file("ca.pem"))], trustsOnlyAdditionalAuthorities: true)
            var access = ClusterAccess(server: front.url(), tls: authority)
            access.tls.serverName = "localhost"
            let map = try await Self.get(KubernetesClient(access, http: ClusterHTTPClient(access)))
            #expect(map.key.name == "a")
            access.tls.serverName = "other.example"
            let client = KubernetesClient(access, http: ClusterHTTPClient(access))
            let error = await failure { () async throws(KubernetesError) in
                try await client.get(ConfigMap.self, ObjectKey(namespace: "team", name: "a"))
            }
            #expect(error?.code == .connection)
            #expect(error?.message.contains("other.example") == true)
        }
    }

    /// The proxy needs a moment to listen.
    static func get(_ client: KubernetesClient) async throws -> ConfigMap {
        let key = ObjectKey(namespace: "team", name: "a")
        for _ in 0..<200 {
            if let map = try? await client.get(ConfigMap.self, key) { return map }
            try await Task.sleep(for: .milliseconds(20))
        }
        return try await client.get(ConfigMap.self, key)
    }
}
