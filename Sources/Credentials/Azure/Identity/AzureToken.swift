import HTTPTransport

/// What Microsoft Entra and the managed identity's endpoints answer.
struct AzureToken: Decodable, Sendable {
    /// Azure Container Registry, whichever cloud it is in.
    static let resource = "https://containerregistry.azure.net"

    let accessToken: String
    let expiresIn: WrittenNumber?
    /// Seconds since 1970, of an App Service.
    let expiresOn: WrittenNumber?

    func lease(_ response: HTTPResponse, _ clock: CloudClock) -> Lease<Secret?> {
        let seconds = expiresIn?.value ?? clock.seconds(until: expiresOn?.value, in: response)
        return Lease(Secret(accessToken), seconds: seconds)
    }
}
