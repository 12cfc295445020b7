import Manifests
import Reconciliation
import YAMLSource

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// Small phrases that every text shares.
enum Wording {
    /// `1 file`, `2 files`
    static func count(_ count: Int, _ noun: String) -> String {
        count.counted(noun)
    }

    static func count(_ count: Int, _ noun: String, _ plural: String) -> String {
        "\(count) \(count == 1 ? noun : plural)"
    }

    /// `k8s/api.yaml:21:16`, as editors and terminals make a link of it.
    static func place(_ file: RepositoryPath, _ location: SourceLocation?) -> String {
        let path = Printable.text(file.string)
        return location.map { "\(path):\($0)" } ?? path
    }

    /// In UTC, as everywhere.
    static func day(_ time: Date) -> String { String(time.formatted(.iso8601).prefix(10)) }

    /// Enough of a commit's id to name it.
    static func commit(_ id: String) -> String { Printable.text(String(id.prefix(12))) }
}
