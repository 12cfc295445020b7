import HTTPTransport
import YAMLSource

/// A user's entry: what to show to the server.
struct KubeconfigUser: Sendable {
    let fields: KubeconfigFields
    let source: Kubeconfig.Source

    init(_ entry: Kubeconfig.Entry) {
        fields = entry.fields
        source = entry.source
    }

    func addCertificate(to tls: inout HTTPHostTLS) throws(KubernetesError) {
        tls.clientCertificate = try KubeconfigPEM.source(fields, "client-certificate", source)
        tls.clientKey = try KubeconfigPEM.source(fields, "client-key", source)
        guard (tls.clientCertificate == nil) == (tls.clientKey == nil) else {
            throw fields.error("client-certificate and client-key go together")
        }
    }

    /// A file counts more than a token that stands here, and either more than a program.
    func tokens(
        for cluster: KubeconfigCluster, environment: [String: String]?, clock: APIClock
    ) throws(KubernetesError) -> any TokenSource {
        try refuseWhatIsNotKnown()
        if let file = try fields.text("tokenFile") { return TokenFile(source.path(file), clock: clock) }
        if let token = try fields.text("token") { return FixedToken(Secret(token)) }
        guard let exec = try fields.fields("exec") else { return NoToken() }
        let program = try ExecProgram(exec, source, cluster)
        guard let environment else {
            throw exec.error("the user's credential comes from a program, and none is run here")
        }
        return ExecCredentials(program, environment: environment, clock: clock)
    }

    /// Left out, these would make us somebody else than who was meant.
    private func refuseWhatIsNotKnown() throws(KubernetesError) {
        for key in ["as", "as-uid", "username", "auth-provider"] where fields.node?[key] != nil {
            let advice = key == "auth-provider" ? "; kubectl has dropped it too, use exec" : ""
            throw fields.error("'\(key)' is not supported\(advice)")
        }
        for key in ["as-groups", "as-user-extra"] where fields.node?[key] != nil {
            throw fields.error("'\(key)' is not supported")
        }
    }
}
