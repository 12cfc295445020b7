import HTTPTransport

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// A program that knows a credential (`client.authentication.k8s.io`): what is run, and what it is told.
struct ExecProgram: Sendable {
    let apiVersion: String
    /// A path, or a name to be found on `PATH`.
    let command: String
    let arguments: [String]
    let variables: [(name: String, value: String)]
    /// The value of `KUBERNETES_EXEC_INFO`.
    let information: String
    let installHint: String?

    private static let versions = ["v1", "v1beta1"].map { "client.authentication.k8s.io/\($0)" }

    init(
        _ fields: KubeconfigFields, _ source: Kubeconfig.Source, _ cluster: KubeconfigCluster
    ) throws(KubernetesError) {
        apiVersion = try fields.text("apiVersion") ?? ""
        guard Self.versions.contains(apiVersion) else {
            throw fields.error("exec.apiVersion should be \(Self.versions.joined(separator: " or "))")
        }
        guard let command = try fields.text("command") else { throw fields.error("exec names no command") }
        // As kubectl does: what has a slash is a path, which begins at the kubeconfig.
        self.command = command.contains("/") ? source.path(command) : command
        arguments = try fields.texts("args")
        variables = try Self.variables(fields)
        installHint = try fields.text("installHint")
        if try fields.text("interactiveMode") == "Always" {
            throw fields.error("the program wants to ask somebody (interactiveMode), and nobody is here")
        }
        let told = try fields.flag("provideClusterInfo") ? try ExecInformation.Cluster(cluster) : nil
        let information = ExecInformation(apiVersion: apiVersion, spec: .init(cluster: told))
        guard let json = try? JSONEncoder().encode(information) else {
            throw fields.error("what the program is told cannot be written as JSON")
        }
        self.information = String(decoding: json, as: UTF8.self)
    }

    private static func variables(
        _ fields: KubeconfigFields
    ) throws(KubernetesError) -> [(name: String, value: String)] {
        var variables: [(name: String, value: String)] = []
        for node in try fields.list("env") {
            let element = KubeconfigFields(node: node, file: fields.file)
            guard let name = try element.text("name"), !name.contains("=") else {
                throw fields.error("an entry of exec.env has no name", at: node)
            }
            variables.append((name, try element.text("value") ?? ""))
        }
        return variables
    }
}

/// The object in `KUBERNETES_EXEC_INFO`.
struct ExecInformation: Encodable {
    struct Spec: Encodable {
        let cluster: Cluster?
        var interactive = false
    }

    struct Cluster: Encodable {
        let server: String
        let tlsServerName: String?
        let insecureSkipTLSVerify: Bool?
        let certificateAuthorityData: String?
        let proxyURL: String?

        private enum CodingKeys: String, CodingKey {
            case server
            case tlsServerName = "tls-server-name"
            case insecureSkipTLSVerify = "insecure-skip-tls-verify"
            case certificateAuthorityData = "certificate-authority-data"
            case proxyURL = "proxy-url"
        }

        init(_ cluster: KubeconfigCluster) throws(KubernetesError) {
            server = try cluster.server().absoluteString
            tlsServerName = try cluster.serverName()
            insecureSkipTLSVerify = try cluster.trustsAnyServer() ? true : nil
            proxyURL = try cluster.proxy()?.reveal()
            switch try cluster.authority() {
            case .bytes(let bytes)?: certificateAuthorityData = Data(bytes).base64EncodedString()
            case .file(let path)?:
                certificateAuthorityData = Data(try AccessFile.bytes(path, limit: 1 << 20)).base64EncodedString()
            case nil: certificateAuthorityData = nil
            }
        }
    }

    let apiVersion: String
    var kind = "ExecCredential"
    let spec: Spec
}
