package import Settings

extension ConfigRepositorySpec: DescribedKeys {
    package static func described(_ key: CodingKeys) -> SchemaKey {
        switch key {
        case .url:
            Self.key(
                \.url, "The repository: https://…, ssh://… or git@host:path.", .init("minLength", .integer(1)),
                .init("maxLength", .integer(2_048)),
                validations([
                    (
                        "self.matches('^(https?|ssh)://[^ ]+$') || self.matches('^[A-Za-z0-9._-]+@[A-Za-z0-9.-]+:[^ ]+$')",
                        "the URL has to be https://…, ssh://… or user@host:path"
                    ),
                    (
                        "!self.matches('^[a-z]+://[^/@]*:[^/@]*@')",
                        "a password belongs into the Secret that secretRef names"
                    ),
                ]))
        case .branch:
            Self.key(
                \.branch, "The branch; the remote's default otherwise.", .init("minLength", .integer(1)),
                .init("maxLength", .integer(255)))
        case .path:
            Self.key(
                \.path, "A folder; nothing outside of it is read or written but .pinnace.",
                rule(
                    "!self.startsWith('/') && !self.split('/').exists(part, part == '..')",
                    "the path has to stay in the repository"))
        case .secretRef:
            Self.key(
                \.secretRef,
                "A Secret with username and password, bearerToken, or identity and known_hosts; ca.crt where the server's authority is one's own."
            )
        case .interval:
            Self.key(\.interval, "How often the repository is looked at.", .init("default", .string(standardInterval)))
        case .batchWindow:
            Self.key(\.batchWindow, "How long to wait for more after something changed, so that it becomes one commit.")
        case .timeout:
            Self.key(\.timeout, "How long one run may take.", .init("default", .string(standardTimeout)))
        case .suspend: Self.key(\.suspend, "Whether to leave the repository alone.")
        case .dryRun: Self.key(\.dryRun, "Whether to plan alone: nothing is copied, committed or pushed.")
        case .platforms:
            Self.key(
                \.platforms,
                "What every image must run on, instead of the configuration's; 'nodes' for what the cluster's nodes are.",
                .init("maxItems", .integer(32)),
                rule(
                    "self.all(name, name == 'nodes' || name.matches('^[^/ ]+/[^/ ]+(/[^/ ]+)?$'))",
                    "a platform is 'nodes' or os/architecture, such as linux/amd64"))
        case .configRef:
            Self.key(\.configRef, "A ConfigMap with a configuration, for a repository that has none.")
        case .pullSecrets:
            Self.key(
                \.pullSecrets, "Secrets of type kubernetes.io/dockerconfigjson for the registries.",
                .init("maxItems", .integer(16)))
        case .publish: Self.key(\.publish, "How changes are published, instead of what the configuration says.")
        case .signing: Self.key(\.signing, "What commits are signed with.")
        case .rollback: Self.key(\.rollback, "What happens when workloads fail on an image that was just pinned.")
        case .notifications:
            Self.key(\.notifications, "Who is told what happens to the repository.", .init("maxItems", .integer(8)))
        }
    }

    package static var relations: [SchemaJSON.Member] {
        [
            validations([
                (durationRule("interval", atLeast: "30s"), "interval has to be 30s or more"),
                (durationRule("timeout", atLeast: "10s"), "timeout has to be 10s or more"),
                (durationRule("batchWindow", atLeast: "0s"), "batchWindow has to be a duration, such as 2m"),
            ])
        ]
    }
}

extension ConfigRepositorySpec.LocalReference: DescribedKeys {
    package static func described(_ key: CodingKeys) -> SchemaKey {
        switch key {
        case .name: Self.key(\.name, "Its name, in the same namespace.", .init("maxLength", .integer(253)))
        }
    }
}

extension ConfigRepositorySpec.ConfigReference: DescribedKeys {
    package static func described(_ key: CodingKeys) -> SchemaKey {
        switch key {
        case .name: Self.key(\.name, "Its name, in the same namespace.", .init("maxLength", .integer(253)))
        case .key:
            Self.key(
                \.key, "The key that holds the configuration.",
                .init("default", .string(ConfigRepositorySpec.standardConfigKey)), .init("maxLength", .integer(253)))
        }
    }
}

extension ConfigRepositorySpec.Publish: DescribedKeys {
    package static func described(_ key: CodingKeys) -> SchemaKey {
        switch key {
        case .mode: Self.key(\.mode, "Where commits go.", words: PublishMode.allCases.map(\.rawValue))
        case .forge:
            Self.key(
                \.forge,
                "What kind of forge this is, where its host does not tell: gitlab, or github=https://… for its API.",
                .init("maxLength", .integer(2_048)),
                rule(
                    "self.matches('^(github|gitlab|gitea|bitbucket|azure)(=https?://[^ ]+)?$')",
                    "forge has to be github, gitlab, gitea, bitbucket or azure, or KIND=URL"))
        case .secretRef:
            Self.key(
                \.secretRef,
                "A Secret with the forge's token, or githubAppID, githubAppInstallationID and githubAppPrivateKey; the git server's password otherwise."
            )
        }
    }
}

extension ConfigRepositorySpec.Signing: DescribedKeys {
    package static func described(_ key: CodingKeys) -> SchemaKey {
        switch key {
        case .secretRef:
            Self.key(
                \.secretRef, "A Secret with a private SSH key without a passphrase, as ssh-privatekey or identity.")
        }
    }
}

extension ConfigRepositorySpec.Rollback: DescribedKeys {
    package static func described(_ key: CodingKeys) -> SchemaKey {
        switch key {
        case .automatic: Self.key(\.automatic, "Whether such an image is rolled back, with a hold.")
        case .window:
            Self.key(
                \.window, "How long after a commit workloads are watched.",
                .init("default", .string(ConfigRepositorySpec.standardWindow)))
        }
    }

    package static var relations: [SchemaJSON.Member] {
        [validations([(durationRule("window", atLeast: "1m"), "window has to be 1m or more")])]
    }
}

/// One rule in CEL on the value that it stands at.
private func rule(_ expression: String, _ message: String) -> SchemaJSON.Member {
    validations([(expression, message)])
}

private func validations(_ rules: [(rule: String, message: String)]) -> SchemaJSON.Member {
    .init(
        "x-kubernetes-validations",
        .list(rules.map { .object([.init("rule", .string($0.rule)), .init("message", .string($0.message))]) }))
}

private func durationRule(_ field: String, atLeast least: String) -> String {
    "!has(self.\(field)) || duration(self.\(field)) >= duration('\(least)')"
}
