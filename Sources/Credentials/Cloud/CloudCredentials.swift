package import HTTPTransport

/// The clouds' own identities, each for the hosts of its own registries alone.
package enum CloudCredentials {
    /// Names the clouds that may be asked, with commas between them; empty for none.
    package static let variable = "PINNACE_CLOUD_CREDENTIALS"
    private static let names: [String] = ["google", "aws", "azure"]

    /// Nothing is contacted before a repository at a cloud's registry is wanted.
    package static func all(environment: [String: String], http: any HTTPClient) -> [any CredentialProvider] {
        let cloud = CloudHTTP(services: http)
        return names.filter { isWanted($0, environment) }.map { name in
            switch name {
            case "google": LeasedCredentials(GoogleCloud(environment: environment, http: cloud))
            case "aws": LeasedCredentials(AmazonCloud(environment: environment, http: cloud))
            default: LeasedCredentials(AzureCloud(environment: environment, http: cloud))
            }
        }
    }

    static func isWanted(_ name: String, _ environment: [String: String]) -> Bool {
        guard let wanted = environment[variable] else { return true }
        return wanted.split(separator: ",").contains { $0.filter { !$0.isWhitespace }.lowercased() == name }
    }
}
