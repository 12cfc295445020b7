import Foundation
import HTTPTransport
import KubernetesAPI
import PinnaceTestSupport
import Testing

@Suite struct KubeconfigTests {
    private let directory: TemporaryDirectory

    init() throws {
        directory = try TemporaryDirectory()
    }

    private static func text(cluster: String = "server: https://one:6443", user: String = "token: secret-token")
        -> String
    {
        """
        apiVersion: v1
        kind: Config
        preferences: {}
        current-context: dev
        clusters:
        - name: one
          cluster: {\(cluster)}
        users:
        - name: me
          user: {\(user)}
        contexts:
        - name: dev
          context: {cluster: one, user: me, namespace: team}
        """
    }

    private static func access(_ text: String, name: String = "/etc/k/config") throws(KubernetesError) -> ClusterAccess
    {
        try ClusterAccess(kubeconfig: Array(text.utf8), name: name)
    }

    private static func error(_ text: String) async -> String? {
        await failure { () throws(KubernetesError) in try access(text) }?.description
    }

    @Test func aContextSaysWhereAndWho() async throws {
        let access = try Self.access(Self.text())
        #expect(access.server.absoluteString == "https://one:6443")
        #expect(access.namespace == "team")
        #expect(try await access.tokens.token() == Secret("secret-token"))
        #expect(!"\(access)".contains("secret-token"))
    }

    @Test func dataCountsMoreThanAPathAndPathsBeginAtTheFile() async throws {
        let access = try Self.access(
            Self.text(
                cluster: "server: https://one, certificate-authority: ca.pem, tls-server-name: other.example",
                user: "client-certificate: gone, client-certificate-data: Y2VydA==, client-key: keys/me.key"))
        #expect(access.tls.additionalAuthorities == [.file("/etc/k/ca.pem")])
        #expect(access.tls.trustsOnlyAdditionalAuthorities)
        #expect(access.tls.serverName == "other.example")
        #expect(access.tls.clientCertificate == .bytes(Array("cert".utf8)))
        #expect(access.tls.clientKey == .file("/etc/k/keys/me.key"))
    }

    @Test func aTokenFileCountsMoreThanAToken() async throws {
        let path = try directory.write("token", "from the-file".replacing(" ", with: "-"))
        let access = try Self.access(Self.text(user: "token: secret-token, tokenFile: \(path)"))
        #expect(try await access.tokens.token() == Secret("from-the-file"))
    }

    @Test func theFirstFileOfAListWins() async throws {
        let one = try directory.write("one", Self.text(cluster: "server: https://first"))
        let two = try directory.write(
            "two",
            """
            current-context: prod
            clusters: [{name: one, cluster: {server: https://second}}, {name: two, cluster: {server: https://prod}}]
            contexts: [{name: prod, context: {cluster: two}}]
            """)
        let environment = ["KUBECONFIG": "\(directory.path("missing")):\(one):\(two)"]
        let kubeconfig = try Kubeconfig.load(environment: environment)
        #expect(kubeconfig.currentContext == "dev")
        #expect(kubeconfig.contextNames == ["dev", "prod"])
        #expect(try ClusterAccess(kubeconfig, environment: nil).server.absoluteString == "https://first")
        let prod = try ClusterAccess(kubeconfig, context: "prod", environment: nil)
        #expect(prod.server.absoluteString == "https://prod")
        #expect(try await prod.tokens.token() == nil)
    }

    @Test func theHomeIsLookedInLast() throws {
        try directory.write(".kube/config", Self.text())
        #expect(try Kubeconfig.load(environment: ["HOME": directory.path]).currentContext == "dev")
    }

    @Test func whereThereIsNoneItSaysSo() async throws {
        let path = directory.path("missing")
        let none = await failure { () throws(KubernetesError) in
            try Kubeconfig.load(environment: ["KUBECONFIG": path])
        }
        #expect(none?.description == "\(path): there is no kubeconfig; name one, or set KUBECONFIG")
        let named = await failure { () throws(KubernetesError) in try Kubeconfig.load(file: path, environment: [:]) }
        #expect(named?.description == "\(path): cannot be read: No such file or directory")
    }

    @Test(
        arguments: [
            (
                text(cluster: "insecure-skip-tls-verify: true"), "/etc/k/config:7:12: the cluster names no server"
            ),
            (
                text(cluster: "server: 'file:///etc/passwd'"),
                "/etc/k/config:7:12: server should be an address such as https://host:6443"
            ),
            (
                text(cluster: "server: https://a, certificate-authority: x, insecure-skip-tls-verify: true"),
                "/etc/k/config:7:12: certificate-authority and insecure-skip-tls-verify contradict each other"
            ),
            (
                text(cluster: "server: https://a, tls-server-name: 'a:1/x'"),
                "/etc/k/config:7:12: tls-server-name should be a host's name"
            ),
            (
                text(cluster: "server: https://a, proxy-url: 'file:///x'"),
                "/etc/k/config:7:12: proxy-url should be http://…, https://… or socks5://…"
            ),
            (
                text(user: "client-certificate-data: '???', client-key: k"),
                "/etc/k/config:10:9: client-certificate-data is not base64"
            ),
            (
                text(user: "client-certificate: c"),
                "/etc/k/config:10:9: client-certificate and client-key go together"
            ),
            (text(user: "as: admin, token: t"), "/etc/k/config:10:9: 'as' is not supported"),
            (
                text(user: "auth-provider: {name: gcp}"),
                "/etc/k/config:10:9: 'auth-provider' is not supported; kubectl has dropped it too, use exec"
            ),
            (text(user: "token: [secret]"), "/etc/k/config:10:17: token should be a text"),
            (
                text(user: "exec: {apiVersion: client.authentication.k8s.io/v1alpha1, command: x}"),
                "/etc/k/config:10:16: exec.apiVersion should be client.authentication.k8s.io/v1 or "
                    + "client.authentication.k8s.io/v1beta1"
            ),
            (
                text(user: "exec: {apiVersion: client.authentication.k8s.io/v1, command: x}"),
                "/etc/k/config:10:16: the user's credential comes from a program, and none is run here"
            ),
            (
                "current-context: x\ncontexts: [{name: a, context: {}}]",
                "/etc/k/config: has no context 'x'; there is 'a'"
            ),
            ("{}", "/etc/k/config: has no current-context; name the context to use"),
            ("- a", "/etc/k/config: is no kubeconfig: one mapping is expected"),
            ("clusters: 5", "/etc/k/config:1:11: clusters should be a list"),
            (
                "clusters: [" + String(repeating: "{name: a},", count: 1_001) + "]",
                "/etc/k/config:1:11: clusters has more than 1000 entries"
            ),
        ])
    func whatIsWrongIsNamed(_ text: String, _ message: String) async throws {
        #expect(await Self.error(text) == message)
    }

    @Test(arguments: [
        String(repeating: "[", count: 100_000), "a: &a [*a, *a]", "\u{0}", "clusters: [{name: \"\\0\"}]", "a: *b",
    ])
    func whatIsHostileIsRefused(_ text: String) async throws {
        #expect(await Self.error(text) != nil)
    }
}
