import Foundation
import PinnaceTestSupport
import Testing
import YAMLSource

/// What is installed with kubectl keeps to the restricted Pod Security standard and asks the cluster for nothing.
@Suite struct ManifestTests {
    @Test(arguments: ["base", "overlays/example"])
    func whatAKustomizationNamesIsThere(_ folder: String) throws {
        let kustomization = try document("\(folder)/kustomization.yaml")
        let resources = kustomization["resources"].map { $0.elements.compactMap(\.string) } ?? []
        let patches = kustomization["patches"].map { $0.elements.compactMap { $0["path"]?.string } } ?? []
        #expect(!resources.isEmpty)
        for name in resources + patches {
            let path = "\(folder)/\(name)"
            let file = name.hasSuffix(".yaml") ? path : "\(path)/kustomization.yaml"
            #expect(try document(file)["kind"]?.string != nil, "\(file)")
        }
    }

    @Test func thePodIsRestricted() throws {
        let pod = try #require(try self.pod())
        let container = try #require(pod["containers"]?.elements.first { _ in true })
        #expect(string(pod, "securityContext", "runAsNonRoot") == "true")
        #expect(string(pod, "securityContext", "seccompProfile", "type") == "RuntimeDefault")
        #expect(string(container, "securityContext", "allowPrivilegeEscalation") == "false")
        #expect(string(container, "securityContext", "readOnlyRootFilesystem") == "true")
        #expect(node(container, "securityContext", "capabilities", "drop")?.elements.map(\.string) == ["ALL"])
        #expect(string(pod, "automountServiceAccountToken") == "false")
    }

    @Test func whatIsWrittenToIsAVolume() throws {
        let pod = try #require(try self.pod())
        let container = try #require(pod["containers"]?.elements.first { _ in true })
        let mounts = container["volumeMounts"].map { $0.elements.compactMap { $0["name"]?.string } } ?? []
        let volumes = pod["volumes"].map { $0.elements.compactMap { $0["name"]?.string } } ?? []
        #expect(mounts.sorted() == volumes.sorted())
        let paths = container["volumeMounts"].map { $0.elements.compactMap { $0["mountPath"]?.string } } ?? []
        let environment = container["env"].map { $0.elements.compactMap { $0["value"]?.string } } ?? []
        #expect(Set(environment.filter { $0.hasPrefix("/") }).isSubset(of: paths))
    }

    @Test func noRightsInTheCluster() throws {
        let folder = try document("base/kustomization.yaml")
        let resources = folder["resources"].map { $0.elements.compactMap(\.string) } ?? []
        let kinds = try resources.map { try document("base/\($0)")["kind"]?.string }
        #expect(kinds == ["Namespace", "ServiceAccount", "NetworkPolicy", "CronJob"])
    }

    private func document(_ name: String) throws -> YAMLNode {
        try #require(try YAMLStream(bytes: Array(ProjectFile("manifests/\(name)").text().utf8)).documents.first)
    }

    private func pod() throws -> YAMLNode? {
        node(try document("base/cronjob.yaml"), "spec", "jobTemplate", "spec", "template", "spec")
    }

    private func node(_ node: YAMLNode, _ path: String...) -> YAMLNode? {
        path.reduce(node as YAMLNode?) { $0?[$1] }
    }

    private func string(_ node: YAMLNode, _ path: String...) -> String? {
        path.reduce(node as YAMLNode?) { $0?[$1] }?.string
    }
}
