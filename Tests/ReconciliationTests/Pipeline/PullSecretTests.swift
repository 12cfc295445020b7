import Foundation
import ImageModel
import Manifests
import Planning
import Testing
import YAMLSource

@testable import Reconciliation

/// Will nodes be able to pull what a plan writes?
@Suite struct PullSecretTests {
    private static let old = "gcr.io/p/app:1"
    private static let new = "us-docker.pkg.dev/p/app:1"

    private static func pod(_ image: String, _ more: String = "imagePullSecrets: [{name: regcred}]") -> String {
        """
        apiVersion: apps/v1
        kind: Deployment
        metadata: {name: api, namespace: prod}
        spec:
          template:
            spec:
              \(more)
              containers: [{name: a, image: "\(image)"}]

        """
    }

    private static func secret(_ hosts: [String], namespace: String = "prod") -> String {
        let auths = hosts.map { #""\#($0)": {"auth": "c2VjcmV0OnNlY3JldA=="}"# }.joined(separator: ",")
        let data = Data(#"{"auths": {\#(auths)}}"#.utf8).base64EncodedString()
        return """
            apiVersion: v1
            kind: Secret
            metadata: {name: regcred, namespace: \(namespace)}
            type: kubernetes.io/dockerconfigjson
            data: {.dockerconfigjson: \(data)}

            """
    }

    private static let sealed = """
        apiVersion: bitnami.com/v1alpha1
        kind: SealedSecret
        metadata: {name: regcred, namespace: prod}
        spec:
          encryptedData: {.dockerconfigjson: AgBy3i4OJSWK}
          template: {type: kubernetes.io/dockerconfigjson}

        """

    private static let account = """
        apiVersion: v1
        kind: ServiceAccount
        metadata: {name: runner}
        imagePullSecrets:
        - name: regcred

        """

    private func findings(_ files: [String: String]) async throws -> [String] {
        var fixture = try RunFixture()
        for reference in [Self.old, Self.new] { try fixture.add(reference, seed: "app") }
        try fixture.rewrite("gcr.io/{rest...}", "us-docker.pkg.dev/{rest...}")
        let plan = try await fixture.rehearse(files).plan
        return plan.findings.map { "\($0.file):\($0.location?.line ?? 0) \($0.reason) \($0.message)" }
    }

    @Test func aSecretForTheOldHostAloneIsNamed() async throws {
        #expect(
            try await findings(["pod.yaml": Self.pod(Self.old), "secret.yaml": Self.secret(["https://gcr.io"])]) == [
                "pod.yaml:7 pull-secret Deployment/prod/api pulls with 'regcred' (secret.yaml:1), of whose credentials "
                    + "there is one for gcr.io and none for us-docker.pkg.dev/p/app: nodes cannot pull the image unless it "
                    + "is public or the nodes' own identity may; add one for us-docker.pkg.dev"
            ])
    }

    /// Kinds that others bring along: a template by its shape, and an object that says it for all of its images.
    @Test(
        arguments: [
            (
                """
                apiVersion: argoproj.io/v1alpha1
                kind: Rollout
                metadata: {name: api, namespace: prod}
                spec:
                  template:
                    spec:
                      imagePullSecrets: [{name: regcred}]
                      containers: [{name: a, image: "gcr.io/p/app:1"}]

                """, 7
            ),
            (
                """
                apiVersion: postgresql.cnpg.io/v1
                kind: Cluster
                metadata: {name: api, namespace: prod}
                spec:
                  imagePullSecrets: [{name: regcred}]
                  imageName: gcr.io/p/app:1

                """, 5
            ),
            (
                """
                apiVersion: argoproj.io/v1alpha1
                kind: WorkflowTemplate
                metadata: {name: api, namespace: prod}
                spec:
                  imagePullSecrets: [{name: regcred}]
                  templates:
                  - name: main
                    container: {image: "gcr.io/p/app:1"}

                """, 5
            ),
        ])
    func otherKindsToo(_ object: String, line: Int) async throws {
        let kind = String(object.split(separator: "\n")[1].dropFirst("kind: ".count))
        #expect(
            try await findings(["a.yaml": object, "secret.yaml": Self.secret(["gcr.io"])]) == [
                "a.yaml:\(line) pull-secret \(kind)/prod/api pulls with 'regcred' (secret.yaml:1), of whose credentials "
                    + "there is one for gcr.io and none for us-docker.pkg.dev/p/app: nodes cannot pull the image unless it "
                    + "is public or the nodes' own identity may; add one for us-docker.pkg.dev"
            ])
        #expect(
            try await findings(["a.yaml": object, "secret.yaml": Self.secret(["gcr.io", "us-docker.pkg.dev"])]) == [])
    }

    @Test func whatIsSealedIsNotKnown() async throws {
        #expect(
            try await findings(["pod.yaml": Self.pod(Self.old), "sealed.yaml": Self.sealed]) == [
                "pod.yaml:7 pull-secret Deployment/prod/api pulls with 'regcred' (sealed.yaml:1), whose content is not "
                    + "known here: see that there is a credential for us-docker.pkg.dev in it, unless the image is public "
                    + "or the nodes' own identity may pull it"
            ])
    }

    @Test func theServiceAccountsSecretCounts() async throws {
        let files = [
            "pod.yaml": Self.pod(Self.old, "serviceAccountName: runner"), "account.yaml": Self.account,
            "secret.yaml": Self.secret(["gcr.io"]),
        ]
        let found = try await findings(files)
        #expect(found.count == 1 && found[0].hasPrefix("account.yaml:5 pull-secret Deployment/prod/api pulls with"))
    }

    /// It has arrived, and the secret is still the old one.
    @Test func whatHasMovedIsLookedAtToo() async throws {
        let files = ["pod.yaml": Self.pod(Self.new), "secret.yaml": Self.secret(["gcr.io"])]
        #expect(try await findings(files).count == 1)
        #expect(try await findings(["pod.yaml": Self.pod(Self.new), "sealed.yaml": Self.sealed]) == [])
    }

    static let quiet: [[String: String]] = [
        ["pod.yaml": pod(old), "secret.yaml": secret(["gcr.io", "https://us-docker.pkg.dev/v2/"])],
        ["pod.yaml": pod(old), "secret.yaml": secret(["*.pkg.dev"])],
        ["pod.yaml": pod(old), "secret.yaml": secret(["us-docker.pkg.dev/p"])],
        ["pod.yaml": pod(old)],
        ["pod.yaml": pod(old, "restartPolicy: Always"), "secret.yaml": secret(["gcr.io"])],
        ["pod.yaml": pod(old), "secret.yaml": secret(["gcr.io"], namespace: "staging")],
        [
            "pod.yaml": pod(old, "imagePullSecrets: [{name: regcred}, {name: other}]"),
            "secret.yaml": secret(["gcr.io"]),
        ],
    ]

    @Test(arguments: quiet)
    func nothingIsSaidWhereNothingIsKnownToLack(_ files: [String: String]) async throws {
        #expect(try await findings(files) == [])
    }

    @Test(arguments: [
        ("https://index.docker.io/v1/", "docker.io/library/nginx", true),
        ("docker.io", "docker.io/library/nginx", true),
        ("gcr.io", "gcr.io/p/app", true), ("gcr.io", "eu.gcr.io/p/app", false), ("*.gcr.io", "eu.gcr.io/p/app", true),
        ("*.io", "eu.gcr.io/p/app", false), ("gcr.io/p", "gcr.io/p/app", true), ("gcr.io/q", "gcr.io/p/app", false),
        ("127.0.0.1:5000", "127.0.0.1:5000/app", true), ("127.0.0.1", "127.0.0.1:5000/app", false),
        ("http://gcr.io/v2/", "gcr.io/p/app", true), ("", "gcr.io/p/app", false),
    ])
    func keysMatchAsTheKubeletReadsThem(_ key: String, _ repository: String, _ matches: Bool) throws {
        #expect(try PullSecretKey(key).matches(ImageRepository(parsing: repository)) == matches)
    }
}
