extension ScheduledJob {
    var azurePipelines: [String] {
        azureHead + [
            "trigger: none", "pr: none", "schedules:", "  - cron: \"17 4 * * 1-5\"", "    displayName: Pin images",
            "    branches: {include: [\"\(home.branch)\"]}", "    always: true", "",
            "pool: {vmImage: ubuntu-24.04}", "",
            "jobs:", "  - job: pin", "    timeoutInMinutes: 60", "    steps:",
        ] + azureSteps.joined(separator: [""]).map { $0 }.indented(6)
    }

    private var azureHead: [String] {
        let service =
            logins.isFederated
            ? [
                "# A service connection 'pinnace', of the kind Azure Resource Manager with workload identity federation, vouches for",
                "# the job\(logins.azure ? "; its application has the role AcrPull (AcrPush, where rules copy)." : ".")",
            ]
                + (others.isFederated
                    ? ["# The audience of its token, for the other cloud to accept, is api://AzureADTokenExchange."]
                    : [])
            : []
        return [purpose, "# Make a pipeline of this file, for a repository in Azure Repos. Its variables:"]
            + Self.sources + azureVariables
            + [
                "#   PINNACE_OPTIONS: further options of 'pinnace reconcile', if any"
            ] + service + [
                "# The project's build service needs Contribute\(opensPullRequest ? ", Create branch and Contribute to pull requests" : "") on the repository."
            ] + Self.statuses
    }

    /// The connection itself says who its application is.
    private var azureVariables: [String] {
        ScheduledJob(service, others, opensPullRequest: opensPullRequest, home).loginVariables
    }

    private var others: RegistryLogins {
        var others = logins
        others.azure = false
        return others
    }

    private var azureSteps: [[String]] {
        [
            [
                "# A rollback or a revert anywhere in the history is honoured, so that all of it is needed.",
                "- checkout: self", "  fetchDepth: 0",
            ],
            ["- bash: |"] + Self.installation(in: "$AGENT_TEMPDIRECTORY/pinnace", sudo: true).indented(4) + [
                "  displayName: Install Pinnace"
            ],
            ["- bash: |"]
                + [
                    "git config user.name \"pinnace\"", "git config user.email \"pinnace@noreply.dev.azure.com\"",
                    "branch=\"${BUILD_SOURCEBRANCH#refs/heads/}\"",
                    "git checkout --quiet -B \"$branch\" --track \"origin/$branch\"",
                ].indented(4) + ["  displayName: Prepare git"],
        ] + (logins.passwords.isEmpty ? [] : [azurePassword]) + [logins.isFederated ? azureFederatedRun : azureRun]
    }

    private var azurePassword: [String] {
        ["- bash: |"] + Self.passwordLogin.indented(4) + [
            "  displayName: Log in to the registry", "  env:", "    REGISTRY_HOST: \(logins.passwords[0])",
            "    REGISTRY_PASSWORD: $(REGISTRY_PASSWORD)",
        ]
    }

    private var azureCommand: String { "pinnace reconcile \(publishing) ${PINNACE_OPTIONS:-}" }

    private var azureRun: [String] {
        ["- bash: |", "    \(azureCommand)", "  displayName: \(publishingTitle)"] + Self.azureEnvironment
    }

    private static let azureEnvironment = [
        "  env:", "    PINNACE_GIT_TOKEN: $(System.AccessToken)", "    SYSTEM_ACCESSTOKEN: $(System.AccessToken)",
    ]

    /// The task has the connection's token for its script alone.
    private var azureFederatedRun: [String] {
        let identity =
            logins.azure ? ["export AZURE_CLIENT_ID=\"$servicePrincipalId\" AZURE_TENANT_ID=\"$tenantId\""] : []
        return [
            "- task: AzureCLI@2", "  displayName: \(publishingTitle)", "  inputs:",
            "    azureSubscription: pinnace", "    scriptType: bash", "    scriptLocation: inlineScript",
            "    addSpnToEnvironment: true", "    inlineScript: |",
        ] + (identity + federation(in: "$AGENT_TEMPDIRECTORY/login") { _ in "idToken" } + [azureCommand]).indented(6)
            + Self.azureEnvironment
    }
}
