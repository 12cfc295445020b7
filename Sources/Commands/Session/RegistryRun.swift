import ImageModel
import Manifests
import Reconciliation
import Registry
import Settings

/// What commands that talk to registries alone share.
struct RegistryRun {
    private let session: Session

    init(_ session: Session) {
        self.session = session
    }

    /// A client with the endpoints and layouts of the repository around, if there is one.
    func client(for references: [ImageReference]) async throws -> RegistryClient {
        let folder = try await WorkFolder(".", environment: session.environment)
        let configuration = try await session.configuration(
            for: WorkTreeFiles(root: folder.path, kinds: []), workTree: folder.path)
        for reference in references {
            if let refused = configuration.refusedHosts[reference.repository.host.lowercased()] { throw refused.error }
        }
        return session.registry(configuration)
    }

    static func reference(_ text: String, _ name: String) throws -> ImageReference {
        do throws(ImageReferenceError) {
            return try ImageReference(parsing: text)
        } catch {
            throw UsageError("\(name): \(error)")
        }
    }
}
