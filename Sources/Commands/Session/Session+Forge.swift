import Forges
import GitStore

extension Session {
    /// The client for the repository behind a git URL. Neither its address nor its token is the repository's word.
    ///
    /// - Parameter told: `--forge`; `PINNACE_FORGE` otherwise.
    func forge(for url: GitRemoteURL, told: String?) throws -> any Forge {
        let selection = ForgeSelection(told: try Self.told(told, environment), environment: environment)
        let git = ForgeGitURL(scheme: url.scheme.rawValue, host: url.host, port: url.port, path: url.path)
        let repository = try selection.repository(git)
        let authorization = try ForgeTokens(environment: environment, http: http).authorization(for: repository)
        return Forges.forge(for: repository, authorization, http: http)
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
