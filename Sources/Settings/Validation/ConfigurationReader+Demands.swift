import Planning
import Registry
import Signatures
import YAMLSource

/// What policies ask of images.
extension ConfigurationReader {
    func demands(_ policy: ConfigFile.Policy) throws(ConfigurationError) -> ImageDemands {
        var demands = ImageDemands()
        if let verify = policy.verify { demands.signature = try signature(verify, policy.match) }
        if let scan = policy.scan {
            let maximum: FindingSeverity? = try word(scan.maximumSeverity)
            guard maximum != .critical else {
                throw error(scan.maximumSeverity, "'critical' accepts everything: leave 'scan' out")
            }
            demands.maximumSeverity = maximum
        }
        if let image = policy.image { demands.image = try requirements(image) }
        return demands
    }

    func newRepositories(
        _ settings: ConfigFile.Registry.NewRepositories
    ) throws(ConfigurationError) -> NewRepositories {
        var repositories = NewRepositories()
        repositories.tags = try word(settings.tags) ?? .mutable
        repositories.scan = try word(settings.scan) ?? .never
        repositories.encryption = try word(settings.encryption) ?? .aes256
        if let key = settings.kmsKey {
            guard repositories.encryption == .kms else { throw error(key, "'kmsKey' goes with 'encryption: KMS'") }
            repositories.kmsKey = key.value
        }
        return repositories
    }

    func limits(_ settings: ConfigFile.Registry.Limits) throws(ConfigurationError) -> RegistryLimits {
        for limit in [settings.concurrency, settings.requestsPerSecond].compactMap(\.self) where limit.value < 1 {
            throw error(limit, "the limit has to be 1 or more")
        }
        return RegistryLimits(
            concurrency: settings.concurrency?.value, requestsPerSecond: settings.requestsPerSecond?.value)
    }

    private func signature(
        _ verify: ConfigFile.Policy.Verify, _ place: Located<String>
    ) throws(ConfigurationError) -> SignatureRequirement {
        switch (verify.cosign, verify.notation) {
        case (let cosign?, nil): return try self.cosign(cosign, place)
        case (nil, let notation?): return try self.notation(notation)
        default: throw error(place, "'verify' asks for one of 'cosign' and 'notation'")
        }
    }

    private func cosign(
        _ cosign: ConfigFile.Policy.Cosign, _ place: Located<String>
    ) throws(ConfigurationError) -> SignatureRequirement {
        switch (cosign.key, cosign.issuer, cosign.subject, cosign.trustRoot) {
        case (let key?, nil, nil, nil): return .cosignKey(try name(key))
        case (nil, let issuer?, let subject?, let root?):
            do throws(SignatureError) {
                _ = try IdentityPattern(issuer: issuer.value, subject: subject.value)
            } catch {
                throw self.error(issuer, "'verify' \(error.message)")
            }
            return .cosignIdentity(issuer: issuer.value, subject: subject.value, root: try name(root))
        default:
            throw error(place, "'cosign' asks for a 'key', or for 'issuer', 'subject' and 'trustRoot'")
        }
    }

    private func notation(_ notation: ConfigFile.Policy.Notation) throws(ConfigurationError) -> SignatureRequirement {
        let store = try name(notation.trustStore)
        guard !notation.identities.isEmpty else {
            throw error(notation.trustStore, "'identities' has to name somebody, or '*' for all")
        }
        for identity in notation.identities {
            do throws(SignatureError) {
                _ = try NotationIdentity(identity.value)
            } catch {
                throw self.error(identity, "'\(identity.value)' \(error.message)")
            }
        }
        return .notation(
            store: store, identities: notation.identities.map(\.value), timestamps: try timestamps(notation))
    }

    private func timestamps(
        _ notation: ConfigFile.Policy.Notation
    ) throws(ConfigurationError) -> TimestampRequirement? {
        let rule: TimestampRequirement.Rule? = try word(notation.verifyTimestamp)
        if let store = notation.timestampStore {
            return TimestampRequirement(store: try name(store), rule: rule ?? .always)
        }
        guard let place = notation.verifyTimestamp else { return nil }
        throw error(place, "'verifyTimestamp' goes with 'timestampStore'")
    }

    /// What the operator gives stands in `NAME=FILE`, several with commas between.
    private func name(_ text: Located<String>) throws(ConfigurationError) -> String {
        guard !text.value.isEmpty, !text.value.contains(where: { "=,".contains($0) || $0.isWhitespace }) else {
            throw error(text, "'\(text.value)' is no name: it has neither '=', ',' nor spaces")
        }
        return text.value
    }

    private func requirements(
        _ image: ConfigFile.Policy.ImageRequirements
    ) throws(ConfigurationError) -> ImageRequirements {
        typealias Keys = ConfigFile.Policy.ImageRequirements
        var requirements = ImageRequirements()
        requirements.maximumCompressedSize = try size(image.maximumCompressedSize)
        if let port = image.exposedPort {
            guard (1...65535).contains(port.value) else { throw error(port, "a port is 1 to 65535") }
            requirements.exposedPort = port.value
        }
        requirements.needsEntrypoint = try says(Keys.required, image.entrypoint)
        requirements.refusesRoot = try says(Keys.nonRoot, image.user)
        requirements.needsHealthCheck = try says(Keys.required, image.healthcheck)
        requirements.maximumAge = try age(image.maximumAge)
        for label in image.labels ?? [] { requirements.labels.append(try self.label(label)) }
        return requirements
    }

    private func says(_ word: String, _ text: Located<String>?) throws(ConfigurationError) -> Bool {
        guard let text else { return false }
        guard text.value == word else { throw error(text, "'\(text.value)' is not '\(word)'") }
        return true
    }

    private func size(_ text: Located<String>?) throws(ConfigurationError) -> Int64? {
        guard let text else { return nil }
        let units: [String: Int64] = [
            "": 1, "B": 1, "kB": 1000, "KB": 1000, "MB": 1_000_000, "GB": 1_000_000_000, "KiB": 1 << 10,
            "MiB": 1 << 20, "GiB": 1 << 30,
        ]
        let digits = text.value.prefix { $0.isASCII && $0.isNumber }
        let unit = text.value.dropFirst(digits.count).drop { $0 == " " }
        guard let number = Int64(digits), let factor = units[String(unit)], number > 0 else {
            throw error(text, "'\(text.value)' is not a size, such as 200MB or 512MiB")
        }
        let (bytes, overflows) = number.multipliedReportingOverflow(by: factor)
        guard !overflows else { throw error(text, "'\(text.value)' is not a size, such as 200MB or 512MiB") }
        return bytes
    }

    private func age(_ text: Located<String>?) throws(ConfigurationError) -> Int? {
        guard let text else { return nil }
        let units: [Character: Int] = ["h": 3600, "d": 86_400, "w": 604_800]
        guard let last = text.value.last, let unit = units[last], let number = Int(text.value.dropLast()), number > 0,
            number < 1_000_000
        else { throw error(text, "'\(text.value)' is not a time, such as 12h, 90d or 8w") }
        return number * unit
    }

    private func label(_ text: Located<String>) throws(ConfigurationError) -> ImageRequirements.Label {
        let parts = text.value.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        guard let key = parts.first, !key.isEmpty else { throw error(text, "a label is KEY or KEY=VALUE") }
        return ImageRequirements.Label(key: key, value: parts.count == 2 ? parts[1] : nil)
    }
}
