import ImageModel

/// Questions that were not asked, as a registry would not have liked them.
extension RegistryError {
    static func leftAlone(_ host: String, for rest: Duration, _ subject: String) -> RegistryError {
        let seconds = max(1, rest.components.seconds)
        return RegistryError(
            .rateLimited, reason: .rateLimited, subject: subject,
            message: "\(host) limits how often it is asked, and is left alone: try again in \(seconds) s",
            retryAfter: .seconds(seconds))
    }

    static func nothingLeft(_ allowance: RegistryAllowance, _ subject: String) -> RegistryError {
        let window = allowance.window.map { " in \($0 / 3600) h" } ?? ""
        let account = allowance.host == ImageRepository.dockerHub ? "; with an account it allows more" : ""
        return RegistryError(
            .rateLimited, reason: .rateLimited, subject: subject,
            message: "\(allowance.host) allows \(allowance.limit) reads\(window), and none is left: try again later"
                + account)
    }
}
