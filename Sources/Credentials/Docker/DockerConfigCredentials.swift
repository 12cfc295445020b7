package import ImageModel
package import SystemPackage

/// The credentials that `docker login`, `podman login` and their kind keep: in files, or with a program that a file
/// names.
///
/// Files are read at each question, so that a long-lived process sees what changes. What a program answered is used
/// for some minutes.
package struct DockerConfigCredentials: CredentialProvider {
    private let sources: [DockerConfigSource]
    private let programs: CredentialPrograms

    /// - Parameters:
    ///   - environment: the process' own; where to look, where programs are, and what they are given.
    ///   - explicitFile: the only configuration to look at; it has to be there.
    package init(environment: [String: String], explicitFile: FilePath? = nil) {
        sources = DockerConfigSource.all(environment: environment, explicitFile: explicitFile)
        programs = CredentialPrograms(environment: environment)
    }

    /// A configuration that is in memory, such as a pull secret's `.dockerconfigjson`. Programs that it names are
    /// not run.
    ///
    /// - Parameter name: what errors call it.
    package init(text: String, name: String) {
        sources = [.text(text, name: name)]
        programs = CredentialPrograms(environment: nil)
    }

    package func credential(for repository: ImageRepository) async throws(CredentialError) -> RegistryCredential? {
        for source in sources {
            guard let config = try source.read() else { continue }
            if let program = config.program(for: repository),
                let credential = try await programs.credential(from: program, for: repository.host)
            {
                return credential
            }
            if let credential = try config.credential(for: repository) { return credential }
        }
        return nil
    }
}
