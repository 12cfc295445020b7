/// Who sends deliveries, and how each shows that it is who it says.
enum WebhookSender: String, Sendable, CaseIterable {
    case github, gitlab, bitbucket, gitea, dockerhub, quay, harbor, acr, ecr, distribution
    case artifactRegistry = "artifact-registry"

    enum Authentication: Sendable {
        /// A hexadecimal HMAC-SHA256 of the raw body, after a prefix.
        case signature(header: String, prefix: String)
        /// The secret itself.
        case token(header: String)
        /// A token that an identity provider signed, for this receiver and with the sender's name.
        case identityToken
        /// The sender signs nothing: the secret is the last part of the path.
        case path
    }

    var authentication: Authentication {
        switch self {
        case .github: .signature(header: "X-Hub-Signature-256", prefix: "sha256=")
        case .bitbucket: .signature(header: "X-Hub-Signature", prefix: "sha256=")
        case .gitea: .signature(header: "X-Gitea-Signature", prefix: "")
        case .gitlab: .token(header: "X-Gitlab-Token")
        case .harbor, .distribution, .acr, .ecr: .token(header: "Authorization")
        case .dockerhub, .quay: .path
        case .artifactRegistry: .identityToken
        }
    }

    /// Whether nobody can say who sent a delivery without its body.
    var signsBodies: Bool {
        if case .signature = authentication { true } else { false }
    }

    /// The header that tells deliveries apart.
    var deliveryHeader: String? {
        switch self {
        case .github: "X-GitHub-Delivery"
        case .gitlab: "X-Gitlab-Event-UUID"
        case .bitbucket: "X-Request-UUID"
        case .gitea: "X-Gitea-Delivery"
        default: nil
        }
    }
}
