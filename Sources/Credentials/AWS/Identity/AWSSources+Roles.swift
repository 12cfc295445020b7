/// Profiles with a `role_arn` (SDK reference, "Assume role credential provider").
extension AWSSources {
    /// - Parameter visited: the profiles that led here.
    func assumeRole(
        _ profile: AWSProfile, after visited: [String] = []
    ) async throws(CredentialError) -> Lease<AWSCredentials?> {
        if profile["mfa_serial"] != nil {
            throw profile.invalid("wants a code of a device (mfa_serial), which nobody can be asked for here")
        }
        let source = try await source(of: profile, visited + [profile.name])
        return try await tokens.assume(AssumedRole(profile), signedBy: source)
    }

    private func source(
        of profile: AWSProfile, _ visited: [String]
    ) async throws(CredentialError) -> AWSCredentials {
        let found: AWSCredentials?
        switch (profile["source_profile"], profile["credential_source"]) {
        case (let name?, nil): found = try await credentials(ofSource: name, profile, visited)
        case (nil, let name?): found = try await credentials(from: name, profile)
        case (_?, _?): throw profile.invalid("has both source_profile and credential_source: leave one out")
        case (nil, nil): throw profile.invalid("has role_arn and neither source_profile nor credential_source")
        }
        guard let found else { throw profile.invalid("takes over a role, and its source has no credentials") }
        return found
    }

    private func credentials(
        ofSource name: String, _ profile: AWSProfile, _ visited: [String]
    ) async throws(CredentialError) -> AWSCredentials? {
        guard let source = settings.profiles[name] else {
            throw profile.invalid("names the source_profile \(name), which AWS' files do not have")
        }
        // A profile may be its own source, for its keys; it then takes over no role a second time.
        guard !visited.contains(name) || (name == profile.name && source.hasKeys) else {
            throw profile.invalid("is its own source, by way of \(visited.joined(separator: ", "))")
        }
        if source.assumesRole, !source.hasKeys { return try await assumeRole(source, after: visited).value }
        return try await identity(of: source, environment: [:])?.value
    }

    private func credentials(
        from source: String, _ profile: AWSProfile
    ) async throws(CredentialError) -> AWSCredentials? {
        switch source {
        case "Environment": AWSCredentials(environment: settings.environment)
        case "Ec2InstanceMetadata": try await instance().value
        case "EcsContainer": try await container()?.value
        default:
            throw profile.invalid(
                "has the credential_source \(source): it can be Environment, Ec2InstanceMetadata or EcsContainer")
        }
    }
}
