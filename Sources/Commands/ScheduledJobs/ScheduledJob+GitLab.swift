extension ScheduledJob {
    var gitLab: [String] {
        [
            purpose, "# Include it from .gitlab-ci.yml, and make a schedule (Build > Pipeline schedules):",
            "#   include:",
            "#     - local: \(service.path)", "#", "# CI/CD variables:",
        ] + Self.sources + [
            "#   PINNACE_TOKEN (masked): a project access token with the scope \(opensPullRequest ? "api" : "write_repository")"
        ] + loginVariables + ["#   PINNACE_OPTIONS: further options of 'pinnace reconcile', if any"]
            + Self.statuses + ["", "pin-images:", "  image: swift:6.2-bookworm"]
            + [
                "  rules:", "    - if: $CI_PIPELINE_SOURCE == \"schedule\"", "  timeout: 1h",
                "  # Two runs at once would do no harm, but the second has nothing to do.",
                "  resource_group: pin-images",
            ] + gitLabTokens + [
                "  variables:",
                "    # A rollback or a revert anywhere in the history is honoured, so that all of it is needed.",
                "    GIT_DEPTH: \"0\"",
            ] + (logins.passwords.first.map { ["    REGISTRY_HOST: \($0)"] } ?? [])
            + ["  before_script:"] + gitLabPreparation.indented(4)
            + ["  script:"] + Self.block(publishingTitle, [gitLabRun]).indented(4)
    }

    /// GitLab vouches for the job to each cloud by a token of its own.
    private var gitLabTokens: [String] {
        guard logins.isFederated else { return [] }
        var lines = ["  id_tokens:"]
        if logins.google {
            lines += [
                "    GOOGLE_ID_TOKEN:", "      aud: https://iam.googleapis.com/$GOOGLE_WORKLOAD_IDENTITY_PROVIDER",
            ]
        }
        if logins.awsRegion != nil { lines += ["    AWS_ID_TOKEN:", "      aud: sts.amazonaws.com"] }
        if logins.azure { lines += ["    AZURE_ID_TOKEN:", "      aud: api://AzureADTokenExchange"] }
        return lines
    }

    private var gitLabPreparation: [String] {
        var lines = Self.block("Install Pinnace", Self.installation(in: "/tmp/pinnace", sudo: false))
        if logins.isFederated {
            let login = federation(in: "$HOME/pinnace-login") { "\($0.uppercased())_ID_TOKEN" }
            lines += Self.block("Log in to the cloud", login)
        }
        if !logins.passwords.isEmpty { lines += Self.block("Log in to the registry", Self.passwordLogin) }
        return lines
            + Self.block(
                "Prepare git: the runner checks out a commit, not a branch, and with a token that may not push",
                [
                    "git remote set-url origin \"$CI_PROJECT_URL.git\"", "git config user.name \"pinnace\"",
                    "git config user.email \"pinnace@noreply.$CI_SERVER_HOST\"",
                    "git config credential.helper '!f() { test \"$1\" != get || printf \"username=pinnace\\npassword=%s\\n\" \"$PINNACE_TOKEN\"; }; f'",
                    "git fetch --quiet origin \"+refs/heads/$CI_COMMIT_BRANCH:refs/remotes/origin/$CI_COMMIT_BRANCH\"",
                    "git checkout --quiet -B \"$CI_COMMIT_BRANCH\" --track \"origin/$CI_COMMIT_BRANCH\"",
                ])
    }

    private var gitLabRun: String {
        let token = opensPullRequest ? "GITLAB_TOKEN=\"$PINNACE_TOKEN\" " : ""
        return "\(token)pinnace reconcile \(publishing) $PINNACE_OPTIONS"
    }

    private static func block(_ title: String, _ lines: [String]) -> [String] {
        ["# \(title)", "- |"] + lines.indented(2)
    }
}
