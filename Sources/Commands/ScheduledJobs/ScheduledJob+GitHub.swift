extension ScheduledJob {
    var gitHub: [String] {
        [purpose, "#", "# Repository variables (Settings > Secrets and variables > Actions):"]
            + Self.sources + loginVariables
            + ["#   PINNACE_OPTIONS: further options of 'pinnace reconcile', if any"]
            + (opensPullRequest
                ? [
                    "# Settings > Actions > General has to allow GitHub Actions to create pull requests. Checks do not run on those",
                    "# that the job's own token opens: use an app's for that.",
                ] : [])
            + Self.statuses
            + [
                "name: Pin images", "", "on:", "  schedule:", "    - cron: \"17 4 * * 1-5\"", "  workflow_dispatch:",
                "",
                "# Two runs at once would do no harm, but the second has nothing to do.", "concurrency: pin-images", "",
                "permissions:", "  contents: write",
            ]
            + (opensPullRequest ? ["  pull-requests: write"] : []) + (logins.isFederated ? ["  id-token: write"] : [])
            + [
                "", "jobs:", "  pin:", "    runs-on: ubuntu-24.04", "    timeout-minutes: 60", "    steps:",
            ] + gitHubSteps.joined(separator: [""]).map { $0 }.indented(6)
    }

    private var gitHubSteps: [[String]] {
        [
            [
                "# A rollback or a revert anywhere in the history is honoured, so that all of it is needed.",
                "- name: Check out with the full history", "  uses: actions/checkout@v4", "  with:",
                "    fetch-depth: 0",
                "    persist-credentials: false",
            ],
            [
                "- name: Install Pinnace", "  env:", "    PINNACE_REPOSITORY: ${{ vars.PINNACE_REPOSITORY }}",
                "    PINNACE_VERSION: ${{ vars.PINNACE_VERSION }}", "  run: |",
            ] + Self.installation(in: "$RUNNER_TEMP/pinnace", sudo: true).indented(4),
        ] + gitHubLogins + [
            [
                "# The token stays in the environment of the step that needs it.", "- name: Prepare git", "  run: |",
                "    git config user.name \"pinnace\"",
                "    git config user.email \"pinnace@users.noreply.github.com\"",
                "    git config credential.helper '!f() { test \"$1\" != get || printf \"username=x-access-token\\npassword=%s\\n\" \"$GITHUB_TOKEN\"; }; f'",
            ],
            [
                "- name: \(publishingTitle)", "  env:", "    GITHUB_TOKEN: ${{ github.token }}",
                "    PINNACE_OPTIONS: ${{ vars.PINNACE_OPTIONS }}",
            ] + (logins.azure ? ["    AZURE_TOKEN_CREDENTIALS: AzureCliCredential"] : []) + [
                "  run: |", "    pinnace reconcile \(publishing) $PINNACE_OPTIONS",
            ],
        ]
    }

    /// The clouds' own actions leave what Pinnace finds by itself.
    private var gitHubLogins: [[String]] {
        var steps: [[String]] = []
        if logins.google {
            steps.append([
                "- name: Log in to Google Cloud", "  uses: google-github-actions/auth@v3", "  with:",
                "    workload_identity_provider: ${{ vars.GOOGLE_WORKLOAD_IDENTITY_PROVIDER }}",
                "    service_account: ${{ vars.GOOGLE_SERVICE_ACCOUNT }}",
            ])
        }
        if let region = logins.awsRegion {
            steps.append([
                "- name: Log in to AWS", "  uses: aws-actions/configure-aws-credentials@v5", "  with:",
                "    role-to-assume: ${{ vars.AWS_ROLE_ARN }}", "    aws-region: \(region)",
            ])
        }
        if logins.azure {
            steps.append([
                "- name: Log in to Azure", "  uses: azure/login@v2", "  with:",
                "    client-id: ${{ vars.AZURE_CLIENT_ID }}", "    tenant-id: ${{ vars.AZURE_TENANT_ID }}",
                "    allow-no-subscriptions: true",
            ])
        }
        if let host = logins.passwords.first {
            steps.append(
                [
                    "- name: Log in to the registry", "  env:", "    REGISTRY_HOST: \(host)",
                    "    REGISTRY_USER: ${{ vars.REGISTRY_USER }}",
                    "    REGISTRY_PASSWORD: ${{ secrets.REGISTRY_PASSWORD }}", "  run: |",
                ] + Self.passwordLogin.indented(4))
        }
        return steps
    }
}
