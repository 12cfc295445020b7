import ImageModel
import Manifests
import Testing

/// Which nodes a pod chooses, and what that leaves of a cluster's platforms.
@Suite struct NodeChoiceTests {
    private static let cluster = ["linux/amd64", "linux/arm64", "windows/amd64"]

    @Test(arguments: [
        ("nodeSelector: {kubernetes.io/arch: arm64}", ["linux/arm64"]),
        ("nodeSelector: {kubernetes.io/os: linux}", ["linux/amd64", "linux/arm64"]),
        ("nodeSelector: {beta.kubernetes.io/arch: amd64, kubernetes.io/os: windows}", ["windows/amd64"]),
        ("nodeSelector: {disk: ssd}", cluster),
        ("nodeSelector: {kubernetes.io/arch: s390x}", cluster),
        ("nodeSelector:", cluster),
        (affinity("{key: kubernetes.io/arch, operator: In, values: [amd64]}"), ["linux/amd64", "windows/amd64"]),
        (affinity("{key: kubernetes.io/os, operator: NotIn, values: [windows]}"), ["linux/amd64", "linux/arm64"]),
        (affinity("{key: kubernetes.io/arch, operator: Exists}"), cluster),
        (affinity("{key: zone, operator: In, values: [a]}"), cluster),
        (
            affinity("{key: kubernetes.io/arch, operator: In, values: [arm64]}")
                + "\n  nodeSelector: {kubernetes.io/os: windows}", cluster
        ),
        ("affinity: {nodeAffinity: {requiredDuringSchedulingIgnoredDuringExecution: {nodeSelectorTerms: 1}}}", cluster),
        (
            """
            affinity:
                nodeAffinity:
                  requiredDuringSchedulingIgnoredDuringExecution:
                    nodeSelectorTerms:
                      - matchExpressions: [{key: kubernetes.io/os, operator: In, values: [windows]}]
                      - matchExpressions: [{key: kubernetes.io/arch, operator: In, values: [arm64]}]
            """, ["linux/arm64", "windows/amd64"]
        ),
    ])
    func leaves(_ choice: String, _ expected: [String]) throws {
        let text = """
            apiVersion: v1
            kind: Pod
            metadata: {name: api}
            spec:
              containers: [{name: api, image: gcr.io/team/api:1}]
              \(choice)

            """
        let occurrence = try #require(LocatedText(text).scan.occurrences.first)
        let platforms = Self.cluster.compactMap { Platform($0) }
        #expect((occurrence.nodes?.narrowed(platforms) ?? platforms).map(\.description) == expected)
    }

    private static func affinity(_ expression: String) -> String {
        "affinity: {nodeAffinity: {requiredDuringSchedulingIgnoredDuringExecution: {nodeSelectorTerms: [{matchExpressions: ["
            + expression + "]}]}}}"
    }
}
