extension ScheduledJob {
    /// The repository is read by its URL: what Cloud Build checks out has no history, which a run needs.
    var cloudBuild: [String] {
        cloudBuildHead + ["steps:"] + tokenStep.indented(2) + [
            "  - id: \(publishingTitle)", "    name: swift:6.2-bookworm",
            "    secretEnv: [\(secrets.joined(separator: ", "))]",
            "    script: |", "      #!/usr/bin/env bash", "      set -euo pipefail",
        ] + cloudBuildScript.indented(6) + [
            "",
            "substitutions:",
            "  _PINNACE_REPOSITORY: \"\"  # the git URL of Pinnace", "  _PINNACE_VERSION: \"\"  # its tag",
            "  _PINNACE_OPTIONS: \"\"  # further options of 'pinnace reconcile', if any", "  _REPOSITORY: \(home.url)",
            "  _BRANCH: \"\(home.branch)\"",
        ] + substitutions + [
            "", "availableSecrets:", "  secretManager:",
        ]
            + secrets.flatMap { secret in
                let name = secret.lowercased().split(separator: "_").joined(separator: "-")
                return [
                    "    - versionName: projects/$PROJECT_ID/secrets/\(name)/versions/latest", "      env: \(secret)",
                ]
            } + [
                "", "timeout: 3600s", "options:", "  automapSubstitutions: true", "  substitutionOption: ALLOW_LOOSE",
                "  logging: CLOUD_LOGGING_ONLY",
            ]
    }

    private var secrets: [String] {
        ["PINNACE_GIT_TOKEN"] + (logins.passwords.isEmpty ? [] : ["REGISTRY_PASSWORD"])
    }

    private var cloudBuildHead: [String] {
        let roles = logins.google ? ["artifactregistry.reader (writer, where rules copy)"] : []
        return [
            purpose, "#",
            "# 1. A secret pinnace-git-token, with a token that may write to the repository\(opensPullRequest ? " and open pull requests" : ""):",
            "#      gcloud secrets create pinnace-git-token --data-file=token.txt",
            "# 2. A service account for the build, with the roles secretmanager.secretAccessor (for that secret),",
            "#    logging.logWriter" + (roles.isEmpty ? "" : " and \(roles[0])"),
            "# 3. A trigger for a repository that is connected to Cloud Build; --help lists the options for each kind:",
            "#      gcloud builds triggers create manual --name=pin-images --region=REGION --build-config=\(service.path) \\",
            "#        --repository=REPOSITORY --branch=\(home.branch) --service-account=SERVICE_ACCOUNT \\",
            "#        --substitutions=_PINNACE_REPOSITORY=URL,_PINNACE_VERSION=TAG",
            "# 4. A schedule, by an account with the roles cloudbuild.builds.editor and, on the build's account,",
            "#    iam.serviceAccountUser:",
            "#      gcloud scheduler jobs create http pin-images --location=REGION --schedule=\"17 4 * * 1-5\" \\",
            "#        --uri=https://cloudbuild.googleapis.com/v1/projects/PROJECT/locations/REGION/triggers/pin-images:run \\",
            "#        --oauth-service-account-email=SERVICE_ACCOUNT",
        ]
            + (logins.google
                ? ["# Artifact Registry is asked as the build's service account: nothing is kept for it."] : [])
            + Self.statuses
    }

    private var cloudBuildScript: [String] {
        [
            "export PINNACE_REPOSITORY=\"$_PINNACE_REPOSITORY\" PINNACE_VERSION=\"$_PINNACE_VERSION\""
        ] + Self.installation(in: "/tmp/pinnace", sudo: false) + cloudBuildLogins + [
            "export PINNACE_FORGE_TOKEN=\"$PINNACE_GIT_TOKEN\"",
            "pinnace reconcile \(publishing) --branch \"$_BRANCH\" $_PINNACE_OPTIONS \"$_REPOSITORY\"",
        ]
    }

    private var cloudBuildLogins: [String] {
        var lines: [String] = []
        if let region = logins.awsRegion {
            lines += [
                "export AWS_ROLE_ARN=\"$_AWS_ROLE_ARN\" AWS_ROLE_SESSION_NAME=pinnace AWS_REGION=\(region)",
                "export AWS_WEB_IDENTITY_TOKEN_FILE=/workspace/aws-token",
            ]
        }
        if logins.azure {
            lines += [
                "export AZURE_CLIENT_ID=\"$_AZURE_CLIENT_ID\" AZURE_TENANT_ID=\"$_AZURE_TENANT_ID\"",
                "export AZURE_FEDERATED_TOKEN_FILE=/workspace/azure-token",
            ]
        }
        if let host = logins.passwords.first {
            lines += ["export REGISTRY_HOST=\(host) REGISTRY_USER=\"$_REGISTRY_USER\""] + Self.passwordLogin
        }
        return lines
    }

    /// Google vouches for the build to other clouds.
    private var tokenStep: [String] {
        let audiences = [
            logins.awsRegion == nil ? nil : ("aws", "sts.amazonaws.com"),
            logins.azure ? ("azure", "api://AzureADTokenExchange") : nil,
        ].compactMap(\.self)
        guard !audiences.isEmpty else { return [] }
        return [
            "# The account needs the role iam.serviceAccountTokenCreator on itself.",
            "- id: Get tokens for other clouds",
            "  name: google/cloud-sdk:slim", "  script: |", "    #!/usr/bin/env bash", "    set -euo pipefail",
            "    umask 077",
        ]
            + audiences.flatMap { cloud, audience in
                [
                    "    gcloud auth print-identity-token --impersonate-service-account=\"$SERVICE_ACCOUNT_EMAIL\" \\",
                    "      --include-email --audiences=\(audience) > /workspace/\(cloud)-token",
                ]
            }
    }

    private var substitutions: [String] {
        var lines: [String] = []
        if logins.awsRegion != nil {
            lines.append("  _AWS_ROLE_ARN: \"\"  # a role that trusts accounts.google.com and this account")
        }
        if logins.azure {
            lines += [
                "  _AZURE_CLIENT_ID: \"\"  # an application with a federated credential for this account",
                "  _AZURE_TENANT_ID: \"\"",
            ]
        }
        if !logins.passwords.isEmpty { lines.append("  _REGISTRY_USER: \"\"") }
        return lines
    }
}
