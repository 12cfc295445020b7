import ImageModel
import SystemPackage

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// What one repository answered.
///
/// Contents are believed because they match their digest, and for no other reason; what a tag named is believed where
/// its line is whole.
struct RepositoryRecord: Sendable {
    /// A blob that is longer is no config and no signature.
    static let maximumBlobBytes: Int64 = 1 << 20

    /// What was said of a tag.
    enum TagAnswer: Sendable, Hashable {
        case named(ManifestHead)
        case absent
    }

    let repository: ImageRepository
    let folder: String
    let record: AnswerRecord
    let isReplayed: Bool
    private let tagAnswers: TagAnswers

    init(repository: ImageRepository, folder: String, record: AnswerRecord, isReplayed: Bool) {
        self.repository = repository
        self.folder = folder
        self.record = record
        self.isReplayed = isReplayed
        tagAnswers = TagAnswers("\(folder)/_answers")
    }

    func manifest(_ digest: Digest) -> RawManifest? {
        guard let (type, bytes) = content(digest), let type,
            let own = try? ManifestShape.mediaType(header: type, bytes: bytes)
        else { return nil }
        return RawManifest(mediaType: own, bytes: bytes, digest: digest)
    }

    func blob(_ digest: Digest) -> [UInt8]? { content(digest)?.bytes }

    func holds(_ digest: Digest) -> Bool { contentFile(digest).exists }

    func keep(_ manifest: RawManifest) {
        keep(manifest.bytes, manifest.digest, Array(manifest.mediaType.rawValue.utf8))
    }

    func keep(_ blob: [UInt8], as digest: Digest) { keep(blob, digest, []) }

    /// The registry has it still.
    func confirm(_ digest: Digest) { contentFile(digest).touch() }

    /// When the registry had it last, in seconds since 1970.
    func confirmed(_ digest: Digest) -> Int? { contentFile(digest).written }

    func forget(_ digest: Digest) { contentFile(digest).remove() }

    private func content(_ digest: Digest) -> (type: MediaType?, bytes: [UInt8])? {
        let file = contentFile(digest)
        guard let (bytes, written) = file.read(limit: RegistryStore.maximumManifestBytes + 256) else { return nil }
        guard let end = bytes.firstIndex(of: UInt8(ascii: "\n")) else { return spoilt(file) }
        let rest = Array(bytes[(end + 1)...])
        guard Digest(of: rest, algorithm: digest.algorithm) == digest else { return spoilt(file) }
        if !isReplayed, record.limit.isWorthTouching(written) { file.touch() }
        let type = String(decoding: bytes[..<end], as: UTF8.self)
        return (type.isEmpty ? nil : MediaType(rawValue: type), rest)
    }

    private func spoilt(_ file: RecordFile) -> (type: MediaType?, bytes: [UInt8])? {
        file.remove()
        return nil
    }

    private func keep(_ bytes: [UInt8], _ digest: Digest, _ type: [UInt8]) {
        let file = contentFile(digest)
        guard !file.exists else { return }
        file.write(type + [UInt8(ascii: "\n")] + bytes)
        record.grew(by: bytes.count)
    }

    private func contentFile(_ digest: Digest) -> RecordFile {
        RecordFile("\(folder)/_content/\(digest.algorithm.rawValue)-\(digest.hex)")
    }
}

extension RepositoryRecord {
    /// - Returns: with the time of the answer, in seconds since 1970.
    func answer(_ tag: ImageTag) -> (answer: TagAnswer, at: Int)? { tagAnswers[tag] }

    func keep(_ answer: TagAnswer, of tag: ImageTag) {
        record.grew(by: tagAnswers.keep(answer, of: tag))
    }
}

extension RepositoryRecord {
    private static let maximumListBytes = 64 << 20

    /// Takes a list of tags as it comes.
    func tagListWriter() -> RecordWriter? { RecordWriter(tagList.path) }

    /// Every tag that was listed; `nil` where no list was kept.
    func tagNames() -> (tags: [ImageTag], at: Int)? {
        guard let (bytes, written) = tagList.read(limit: Self.maximumListBytes) else { return nil }
        return (
            bytes.split(separator: UInt8(ascii: "\n")).compactMap { ImageTag(String(decoding: $0, as: UTF8.self)) },
            written
        )
    }

    private var tagList: RecordFile { RecordFile("\(folder)/_lists/tags") }

    func referrers(of digest: Digest) -> (list: [Descriptor], at: Int)? {
        guard let (bytes, written) = referrersFile(digest).read(limit: RegistryStore.maximumManifestBytes),
            let list = try? JSONDecoder().decode([Descriptor].self, from: Data(bytes))
        else { return nil }
        return (list, written)
    }

    func keep(_ referrers: [Descriptor], of digest: Digest) {
        guard let data = try? JSONEncoder().encode(referrers) else { return }
        referrersFile(digest).write(Array(data))
        record.grew(by: data.count)
    }

    private func referrersFile(_ digest: Digest) -> RecordFile {
        RecordFile("\(folder)/_lists/referrers-\(digest.algorithm.rawValue)-\(digest.hex)")
    }
}
