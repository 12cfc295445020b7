package import YAMLSource

/// What a file says of the secrets that images are pulled with.
package struct PullSecretFacts: Hashable, Sendable {
    package var secrets: [PullSecret] = []
    package var accounts: [PullSecretAccount] = []
    package var workloads: [PullSecretWorkload] = []

    package init() {}

    package var isEmpty: Bool { secrets.isEmpty && accounts.isEmpty && workloads.isEmpty }

    static func += (facts: inout Self, other: Self) {
        facts.secrets += other.secrets
        facts.accounts += other.accounts
        facts.workloads += other.workloads
    }
}

/// A secret with credentials for registries, or what makes one in the cluster. What it holds is not kept.
package struct PullSecret: Hashable, Sendable {
    package let name: String
    package let namespace: String?
    package let location: SourceLocation
    /// Whom it has credentials for; `nil` where that is encrypted, or stands elsewhere.
    package let keys: [PullSecretKey]?
}

/// A name in `imagePullSecrets`.
package struct PullSecretName: Hashable, Sendable {
    package let name: String
    package let location: SourceLocation

    package init(name: String, location: SourceLocation) {
        self.name = name
        self.location = location
    }
}

/// A ServiceAccount whose pods pull with secrets of its own, where they name none.
package struct PullSecretAccount: Hashable, Sendable {
    package let object: ObjectIdentity
    package let secrets: [PullSecretName]
}

/// A pod spec.
package struct PullSecretWorkload: Hashable, Sendable {
    package let object: ObjectIdentity
    /// Where in the object: `spec.template.spec`.
    package let field: String
    package let secrets: [PullSecretName]
    /// The ServiceAccount that its pods run as.
    package let account: String

    package init(object: ObjectIdentity, field: String, secrets: [PullSecretName], account: String) {
        self.object = object
        self.field = field
        self.secrets = secrets
        self.account = account
    }
}
