package import Credentials
package import HTTPTransport
package import ImageModel
import Synchronization

/// Registries and image layouts, behind one door: resolves references, copies images, lists tags.
///
/// One client serves one run. What a tag names is asked for once and remembered, errors too, however many ask at the
/// same time; a long-lived process calls ``forgetTags()`` when a run begins. Contents are kept by digest for good.
package final class RegistryClient: Sendable {
    private let configuration: RegistryConfiguration
    private let http: any HTTPClient
    private let authenticator: RegistryAuthenticator
    private let limit: ConcurrencyLimit
    private let pace: RegistryPace
    let blobLimit: ConcurrencyLimit
    private let creation: RepositoryCreation
    private let scans: ECRScans?
    let elasticImages: ECRImages?
    let recording: AnswerRecording
    private let contents = ContentCache()
    /// Made once: addresses are parsed, and a record's folder is named.
    private let stores = Mutex<[ImageRepository: any ImageTarget]>([:])
    private static let mostStores = 10_000
    let tagLists = SharedWork<ImageRepository, GoogleTagList, RegistryError>(capacity: 1_000) { _ in true }
    private let creations = Mutex<[Digest: CreationTime?]>([:])
    private let answers = SharedWork<ImageReference, ResolvedImage, RegistryError> { outcome in
        if case .failure(let error) = outcome { error.code != .cancelled } else { true }
    }

    package init(
        configuration: RegistryConfiguration = RegistryConfiguration(),
        http: any HTTPClient,
        credentials: any CredentialProvider,
        creators: [any RepositoryCreator] = [],
        scans: ECRScans? = nil,
        recording: AnswerRecording = .none,
        cooldowns: RegistryCooldowns = RegistryCooldowns()
    ) {
        self.scans = recording.isOffline ? nil : scans
        elasticImages = self.scans.map { ECRImages(service: $0.service) }
        self.recording = recording
        self.configuration = configuration
        creation = RepositoryCreation(creators)
        self.http = http
        authenticator = RegistryAuthenticator(http: http, provider: credentials)
        limit = ConcurrencyLimit(configuration.maximumConcurrentResolutions)
        pace = RegistryPace(configuration.limits, cooldowns)
        blobLimit = ConcurrencyLimit(configuration.maximumConcurrentBlobs)
    }

    /// What a reference names: the digest to pin and the platforms it offers.
    ///
    /// Where the reference has a digest, that is resolved and its tag is not asked for.
    package func resolve(_ reference: ImageReference) async throws(RegistryError) -> ResolvedImage {
        let key = ManifestName(reference).reference(in: reference.repository)
        return try await answers.value(for: key) { [self] () async throws(RegistryError) in
            try await limit.run { () async throws(RegistryError) in try await self.ask(key) }
        }
    }

    /// Forgets what tags named, so that the next question asks the registry again.
    package func forgetTags() async {
        await answers.forgetAll()
    }

    /// Forgets what one reference named, as after it was written to.
    package func forget(_ reference: ImageReference) async {
        await answers.forget(ManifestName(reference).reference(in: reference.repository))
    }

    /// How often registries let themselves be read, as far as they said so to this client.
    package var allowances: [RegistryAllowance] { pace.allowances }

    /// When the answers were recorded that this client replayed so far; `nil` where it asks registries.
    package var recordedSpan: RecordedSpan? { recording.isOffline ? recording.record?.span : nil }

    /// Every tag of a repository, in the registry's order.
    package func tags(of repository: ImageRepository) async throws(RegistryError) -> [ImageTag] {
        try await store(for: repository).tags()
    }

    /// Who knows what scans found of a repository's images.
    func scans(of repository: ImageRepository) -> ECRScans? {
        scans.flatMap { $0.knows(repository) ? $0 : nil }
    }

    /// Every tag of a repository, handed over as they come, so that the memory needed does not grow with their number.
    package func tagPages(
        of repository: ImageRepository, _ body: @escaping @Sendable ([ImageTag]) throws(RegistryError) -> Void
    ) async throws(RegistryError) {
        let store = try store(for: repository)
        try await limit.run { () async throws(RegistryError) in try await store.tagPages(body) }
    }

    /// When an image was made; `nil` where it does not say.
    ///
    /// Of an index it is the first image that nodes run: they are made together. Of an artifact without an image's
    /// config it is what its annotations say.
    package func created(_ reference: ImageReference) async throws(RegistryError) -> CreationTime? {
        let digest = try await resolve(reference).digest
        if let known = creations.withLock({ $0[digest] }) { return known }
        let store = try store(for: reference.repository)
        let made = try await limit.run { () async throws(RegistryError) in
            try await ImageCreation(source: store, subject: reference.canonical).time(of: digest)
        }
        creations.withLock { $0[digest] = .some(made) }
        return made
    }

    /// Where a repository's images are read and written.
    package func store(for repository: ImageRepository) throws(RegistryError) -> any ImageTarget {
        if let known = stores.withLock({ $0[repository] }) { return known }
        let store = try newStore(for: repository)
        stores.withLock { stores in
            if stores.count >= Self.mostStores { stores.removeAll() }
            stores[repository] = store
        }
        return store
    }

    private func newStore(for repository: ImageRepository) throws(RegistryError) -> any ImageTarget {
        let settings = configuration.host(repository.host)
        if case .layout(let path) = settings.location {
            return LayoutStore(repository: repository, layout: ImageLayout(path))
        }
        let isReplayed = recording.isOffline
        let record = recording.record?.repository(repository, settings.location, isReplayed: isReplayed)
        if isReplayed { return OfflineStore(repository: repository, record: record) }
        let store = RegistryStore(
            repository: repository, transport: try transport(repository, settings), creation: creation)
        return record.map { RecordingStore(store: store, record: $0) } ?? store
    }

    private func transport(
        _ repository: ImageRepository, _ settings: RegistryHost
    ) throws(RegistryError) -> RegistryTransport {
        RegistryTransport(
            http: http,
            endpoint: try RegistryEndpoint(host: repository.host, settings: settings),
            authenticator: authenticator,
            pace: pace
        )
    }

    private func ask(_ reference: ImageReference) async throws(RegistryError) -> ResolvedImage {
        let store = try store(for: reference.repository)
        var name = ManifestName(reference)
        if let digest = name.digest { (store as? OfflineStore)?.noteAge(of: digest) }
        // A cache that fills on the first read may know nothing of a tag before it is read.
        let isFilled = name.digest == nil && fillsOnRead(store)
        if !isFilled, isHeadWorthwhile(name, in: store), let head = try await store.head(name) {
            if let image = contents[head.digest], isRecorded(head.digest, in: store) { return image }
            name = .digest(head.digest)
        }
        let manifest = try await manifest(name, of: store)
        if let image = contents[manifest.digest] { return image }
        let image = try await ImageResolution(source: store, subject: reference.canonical).describe(manifest)
        contents[manifest.digest] = image
        return image
    }

    /// A cache that fills on the first read is given time to: what it lacks at first is asked for again, as often as there
    /// are pauses.
    private func manifest(
        _ name: ManifestName, of store: any ImageTarget
    ) async throws(RegistryError) -> RawManifest {
        for pause in fillsOnRead(store) && !recording.isOffline ? configuration.fillingPauses : [] {
            do throws(RegistryError) {
                return try await store.manifest(name)
            } catch {
                guard error.code == .notFound else { throw error }
            }
            do { try await Task.sleep(for: pause) } catch { throw .cancelled }
        }
        return try await store.manifest(name)
    }

    private func fillsOnRead(_ store: any ImageTarget) -> Bool {
        configuration.fillingOnRead.contains { $0.contains(store.repository) }
    }

    /// HEAD spares the GET where the content was read before, in another repository or an earlier run. At Docker Hub,
    /// where a GET is counted, it comes first in any case.
    private func isHeadWorthwhile(_ name: ManifestName, in store: any ImageTarget) -> Bool {
        if isMetered(store) { return true }
        if let store = store as? RecordingStore { return store.expects(name) }
        // What several tags name is read, and hashed, once.
        if store is OfflineStore { return name.digest == nil }
        return name.digest.map { contents[$0] != nil } == true
    }

    /// What is recorded of another repository is no answer of this one: it is read once here too, if that costs nothing.
    private func isRecorded(_ digest: Digest, in store: any ImageTarget) -> Bool {
        guard let recording = store as? RecordingStore else { return true }
        return isMetered(store) || recording.record.holds(digest)
    }

    private func isMetered(_ store: any ImageTarget) -> Bool {
        let registry = (store as? RecordingStore)?.store ?? store as? RegistryStore
        return registry?.transport.endpoint.isMetered == true
    }
}
