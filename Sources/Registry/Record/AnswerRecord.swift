package import ImageModel
import Synchronization
package import SystemPackage

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// What registries answered, kept on disk between runs: contents by their digest, and what each tag named last.
///
/// Each repository's answers lie in a folder of their own, apart for each address that served it: what one repository's
/// registry holds says nothing of another's. There is no credential in it. Several processes may use it at once.
package final class AnswerRecord: Sendable {
    /// `<folder>/<host>/<repository>/_content/…`: a repository's name has no part that begins with `_`.
    let folder: FilePath
    /// What is bounded: this and all parts beside it.
    let root: FilePath
    let limit: RecordLimit
    let growth: RecordGrowth
    private let replayed = Mutex<RecordedSpan?>(nil)

    /// - Parameter folder: made where it is missing, for this user alone.
    /// - Returns: `nil` where it cannot be made, or is not this user's own: others could put answers there.
    package init?(_ folder: FilePath, limit: RecordLimit = RecordLimit()) {
        RecordFolder.make(folder)
        guard RecordFolder.isOwn(folder) else { return nil }
        self.folder = folder
        root = folder
        self.limit = limit
        growth = RecordGrowth()
    }

    private init(part folder: FilePath, of whole: AnswerRecord) {
        self.folder = folder
        root = whole.root
        limit = whole.limit
        growth = whole.growth
    }

    /// A part for those who ask with some credentials, and see nothing of what others were answered. The whole is bounded.
    ///
    /// - Parameter name: any text.
    package func part(_ name: String) -> AnswerRecord {
        // No host's folder begins so.
        AnswerRecord(part: root.appending("=" + Self.name(name)), of: self)
    }

    /// When the answers were given that were replayed so far; `nil` as long as there were none.
    package var span: RecordedSpan? { replayed.withLock(\.self) }

    /// - Parameter isReplayed: leaves the files as old as their answers are.
    func repository(
        _ repository: ImageRepository, _ location: RegistryHost.Location, isReplayed: Bool = false
    ) -> RepositoryRecord? {
        var place = Self.name(repository.host)
        switch location {
        case .itself: break
        case .endpoint(let url): place += "=" + Self.name(url.absoluteString)
        case .layout: return nil
        }
        var path = folder.appending(place)
        for part in repository.path.split(separator: "/") { path.append(String(part)) }
        return RepositoryRecord(repository: repository, folder: path.string, record: self, isReplayed: isReplayed)
    }

    func replayed(at second: Int) {
        replayed.withLock { span in
            span = RecordedSpan(
                earliest: min(span?.earliest ?? second, second), latest: max(span?.latest ?? second, second))
        }
    }

    /// A file's name for any text: the same for no two, on disks that know no upper case too.
    static func name(_ text: String) -> String {
        let digits = Array("0123456789abcdef")
        let plain = text.utf8.reduce(into: "") { name, byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"):
                name.unicodeScalars.append(Unicode.Scalar(byte))
            case UInt8(ascii: ".") where !name.isEmpty: name.append(".")
            default: name += "%\(digits[Int(byte >> 4)])\(digits[Int(byte & 15)])"
            }
        }
        return plain.utf8.count <= 100 ? plain : "%%" + Digest(of: Array(text.utf8)).hex
    }
}
