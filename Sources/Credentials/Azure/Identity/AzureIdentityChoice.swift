/// Which kinds of identity are looked for: `AZURE_TOKEN_CREDENTIALS` of Azure's own clients.
struct AzureIdentityChoice: Sendable {
    /// Secrets, workload and managed identities.
    let includesServices: Bool
    /// The session of the `az` command.
    let includesCommandLine: Bool

    init(environment: [String: String]) {
        let wanted = environment.setting("AZURE_TOKEN_CREDENTIALS")?.lowercased() ?? ""
        let isForPeople = ["dev", "azureclicredential"].contains(wanted)
        includesServices = !isForPeople
        includesCommandLine = isForPeople || wanted.isEmpty
    }
}
