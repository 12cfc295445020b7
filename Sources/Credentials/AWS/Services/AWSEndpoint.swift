#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// Where a service of AWS is asked (SDK reference, "Service-specific endpoints", "Dual-stack and FIPS endpoints").
struct AWSEndpoint: Sendable {
    /// How the variable that names another address ends: `ECR`, `STS`.
    let setting: String
    let region: String
    /// Without scheme.
    let host: String

    /// - Throws: `invalidSetting` where the address that the environment or the profile gives is none.
    func url(_ settings: AWSSettings, path: String = "/") throws(CredentialError) -> URL {
        let own = "AWS_ENDPOINT_URL_\(setting)"
        let ignoresProfile = settings.isOn("AWS_IGNORE_CONFIGURED_ENDPOINT_URLS", "ignore_configured_endpoint_urls")
        let given =
            ignoresProfile
            ? nil
            : settings.environment.setting(own) ?? settings.environment.setting("AWS_ENDPOINT_URL")
                ?? settings.profile?["endpoint_url"]
        guard let given else { return try CloudHTTP.url("https://\(host)\(path)", setting: own) }
        let base = given.hasSuffix("/") ? String(given.dropLast()) : given
        return try CloudHTTP.url(base + path, setting: own)
    }

    static func tokens(_ region: String, _ settings: AWSSettings) -> AWSEndpoint {
        AWSEndpoint(setting: "STS", region: region, host: "sts" + tail(region, settings))
    }

    static func signOn(_ region: String, _ settings: AWSSettings) -> AWSEndpoint {
        AWSEndpoint(setting: "SSO", region: region, host: "portal.sso" + tail(region, settings))
    }

    private static func tail(_ region: String, _ settings: AWSSettings) -> String {
        let partition = AWSPartition.of(region)
        let zone = settings.usesDualStack ? "api." + partition.dualStackSuffix : partition.suffix
        // GovCloud's plain names are FIPS.
        let isFIPS = settings.usesFIPS && (settings.usesDualStack || !region.hasPrefix("us-gov-"))
        return "\(isFIPS ? "-fips" : "").\(region).\(zone)"
    }
}
