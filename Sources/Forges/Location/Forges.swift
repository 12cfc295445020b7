package import HTTPTransport

/// The client for a repository.
package enum Forges {
    package static func forge(
        for repository: ForgeRepository, _ authorization: ForgeAuthorization, http: any HTTPClient
    ) -> any Forge {
        let api = ForgeAPI(
            http: http, base: repository.api, authorization: authorization, subject: repository.name)
        return forge(for: repository, api)
    }

    static func forge(for repository: ForgeRepository, _ api: ForgeAPI) -> any Forge {
        switch repository.kind {
        case .github: GitHubForge(repository, api)
        case .gitlab: GitLabForge(repository, api)
        case .gitea: GiteaForge(repository, api)
        case .bitbucket: BitbucketForge(repository, api)
        case .azure: AzureDevOpsForge(repository, api)
        }
    }
}
