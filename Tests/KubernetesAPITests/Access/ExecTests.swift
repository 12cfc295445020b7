import Foundation
import HTTPTransport
import KubernetesAPI
import PinnaceTestSupport
import Testing

@Suite struct ExecTests {
    private let time = TestClock()
    private let directory: TemporaryDirectory

    init() throws {
        directory = try TemporaryDirectory()
    }

    /// A kubeconfig whose user's credential comes from a shell script, which counts its runs in the file `runs`.
    private func access(_ script: String, more: String = "") async throws -> ClusterAccess {
        let program = "#!/bin/sh\necho run >> \(directory.path("runs"))\n\(script)\n"
        // By another process: a file that this one has open to write, and that a child of another test's inherits for a
        // moment, cannot be run.
        try await Command.run(
            "/bin/sh",
            [
                "-c", #"mkdir -p "$0/bin" && printf %s "$1" > "$0/bin/plugin" && chmod 755 "$0/bin/plugin""#,
                directory.path, program,
            ]
        ).checked()
        let text = """
            current-context: c
            contexts: [{name: c, context: {cluster: c, user: u}}]
            clusters: [{name: c, cluster: {server: 'https://one:6443', certificate-authority-data: Y2E=}}]
            users:
            - name: u
              user:
                exec:
                  apiVersion: client.authentication.k8s.io/v1
                  command: bin/plugin
                  args: [get, token]
                  env: [{name: FROM_KUBECONFIG, value: "yes"}]
                  \(more)
            """
        return try ClusterAccess(
            kubeconfig: Array(text.utf8), name: directory.path("config"), environment: ["PATH": "/usr/bin:/bin"],
            clock: time.clock)
    }

    private var runs: Int { ((try? directory.read("runs")) ?? "").split(separator: "\n").count }

    private static func answer(_ status: String) -> String {
        """
        echo '{"apiVersion":"client.authentication.k8s.io/v1","kind":"ExecCredential","status":{\(status)}}'
        """
    }

    @Test func theProgramIsToldAboutTheCluster() async throws {
        let script = """
            echo "$1 $2 $FROM_KUBECONFIG" > \(directory.path("arguments")); echo "$KUBERNETES_EXEC_INFO" > \(directory.path("info"))
            """
        let access = try await access(script + "\n" + Self.answer(#""token":"t1""#), more: "provideClusterInfo: true")
        #expect(try await access.tokens.token() == Secret("t1"))
        #expect(try directory.read("arguments") == "get token yes\n")
        let information = try APIJSON(parsing: directory.read("info"))
        #expect(information["apiVersion"] == "client.authentication.k8s.io/v1")
        #expect(information["kind"] == "ExecCredential")
        #expect(information["spec"]?["interactive"] == false)
        #expect(information["spec"]?["cluster"]?["server"] == "https://one:6443")
        #expect(information["spec"]?["cluster"]?["certificate-authority-data"] == "Y2E=")
    }

    @Test func anAnswerIsKeptUntilItExpiresOrIsRefused() async throws {
        let access = try await access(Self.answer(#""token":"t1","expirationTimestamp":"2027-01-15T08:01:00Z""#))
        for _ in 0..<3 { _ = try await access.tokens.token() }
        #expect(runs == 1)
        time.advance(by: .seconds(60))
        _ = try await access.tokens.token()
        #expect(runs == 2)
    }

    @Test func aRefusedAnswerIsAskedForAnew() async throws {
        let access = try await access(Self.answer(#""token":"t1""#))
        _ = try await access.tokens.token()
        await access.tokens.refused()
        _ = try await access.tokens.token()
        #expect(runs == 2)
    }

    @Test func manyWhoWaitRunItOnce() async throws {
        let access = try await access("sleep 0.2\n" + Self.answer(#""token":"t1""#))
        await withTaskGroup(of: Secret?.self) { group in
            for _ in 0..<20 { group.addTask { try? await access.tokens.token() } }
            for await token in group { #expect(token == Secret("t1")) }
        }
        #expect(runs == 1)
    }

    @Test func aCertificateIsAnAnswerToo() async throws {
        let access = try await access(Self.answer(#""clientCertificateData":"CERT","clientKeyData":"KEY""#))
        #expect(try await access.tokens.token() == nil)
        let expected = ClientCertificate(certificate: Secret("CERT"), key: Secret("KEY"))
        #expect(try await access.tokens.certificate() == expected)
    }

    @Test(arguments: [
        ("exit 3", "failed: run it by hand to see why"),
        ("echo secret-in-output", "printed something else than an ExecCredential"),
        (answer(""), "gave neither a token nor a certificate"),
        (answer(#""token":"""#), "gave neither a token nor a certificate"),
        (answer(#""clientKeyData":"k""#), "gave a certificate without its key, or a key without its certificate"),
        (answer(#""token":"t","expirationTimestamp":"soon""#), "gave an expirationTimestamp that is no time"),
        (
            #"echo '{"apiVersion":"client.authentication.k8s.io/v1beta1","kind":"ExecCredential","status":{}}'"#,
            "answered in another version than client.authentication.k8s.io/v1, which it was asked in"
        ),
        ("head -c 2000000 /dev/zero", "printed too much"),
    ])
    func whatGoesWrongIsNamedWithoutWhatItPrinted(_ script: String, _ message: String) async throws {
        let access = try await access(script)
        let error = await failure { () async throws(KubernetesError) in try await access.tokens.token() }
        #expect(error?.description == "\(directory.path)/bin/plugin: \(message)")
        #expect(error?.code == .credential)
    }

    @Test func aProgramThatIsNotThereComesWithItsHint() async throws {
        let text = """
            current-context: c
            contexts: [{name: c, context: {cluster: c, user: u}}]
            clusters: [{name: c, cluster: {server: 'https://one'}}]
            users: [{name: u, user: {exec: {apiVersion: client.authentication.k8s.io/v1beta1, command: no-such-plugin,
              installHint: "get it\\nthere"}}}]
            """
        let access = try ClusterAccess(
            kubeconfig: Array(text.utf8), name: "config", environment: ["PATH": "/usr/bin"], clock: time.clock)
        let error = await failure { () async throws(KubernetesError) in try await access.tokens.token() }
        #expect(
            error?.description
                == "no-such-plugin: is not installed, and the kubeconfig's user needs it: get it there")
    }
}
