/// The forges that are spoken to.
package enum ForgeKind: String, Hashable, Sendable, CaseIterable {
    /// github.com, GitHub Enterprise Cloud and Server.
    case github
    /// gitlab.com and self-managed.
    case gitlab
    /// Gitea and Forgejo, which share their interface.
    case gitea
    /// Bitbucket Cloud.
    case bitbucket
    /// Azure DevOps Services and Server.
    case azure
}
