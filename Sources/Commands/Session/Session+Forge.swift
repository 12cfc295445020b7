import Engine
import Forges
import GitStore

extension Session {
    /// The client for the repository behind a git URL. Neither its address nor its token is the repository's word.
    ///
    /// - Parameter told: `--forge`; `PINNACE_FORGE` otherwise.
    func forge(for url: GitRemoteURL, told: String?) throws -> any Forge {
        let repository = try forges(told).repository(ForgeGitURL(url))
        return Forges.forge(for: repository, try forgeTokens.authorization(for: repository), http: http)
    }

    /// The app of the environment, as git's user.
    func gitHubApp(for url: GitRemoteURL?, told: String?) throws -> GitHubAppCredentials? {
        guard let url else { return nil }
        return try GitHubAppCredentials(forgeTokens, forges(told), for: url)
    }

    private var forgeTokens: ForgeTokens { ForgeTokens(environment: environment, http: http, apps: apps) }

    private func forges(_ told: String?) throws -> ForgeSelection {
        ForgeSelection(told: try Self.told(told, environment), environment: environment)
    }

    private static func told(_ option: String?, _ environment: [String: String]) throws -> ForgeSelection.Told? {
        let variable = "PINNACE_FORGE"
        guard let text = option ?? environment[variable], !text.isEmpty else { return nil }
        do throws(ForgeError) {
            return try ForgeSelection.Told(text, subject: option == nil ? variable : "--forge")
        } catch {
            throw UsageError(error.description)
        }
    }
}
