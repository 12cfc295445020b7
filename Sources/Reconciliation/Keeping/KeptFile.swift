import Crypto
import SystemPackage

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// A file of a cache: a line that says what it is, the digest of the rules that its content was found by, the digest of
/// the content, and the content. What is damaged, or was found by other rules, counts as not there.
struct KeptFile: Sendable {
    private let folder: FilePath
    private let file: FilePath
    private let heading: [UInt8]
    private let rules: SHA256.Digest

    private static let digestBytes = SHA256.Digest.byteCount
    private static let mostBytes = 64 << 20
    /// What a killed process left is swept after so many seconds.
    private static let staleAfter: Double = 600

    /// - Parameters:
    ///   - folder: made where it is missing, and the one above it.
    ///   - kind: what is kept.
    ///   - rules: everything besides the content's own names that decides what is found.
    init(in folder: String, name: String, kind: String, rules: [String]) {
        self.folder = FilePath(folder)
        file = self.folder.appending(name)
        heading = Array("pinnace \(kind) 1\n".utf8)
        self.rules = SHA256.hash(data: Array(rules.joined(separator: "\0").utf8))
    }

    /// `nil` where nothing fitting is kept.
    func content() -> ArraySlice<UInt8>? {
        let start = heading.count + 2 * Self.digestBytes
        guard let bytes = try? FileOnDisk.read(file.string, name: file.string), bytes.count >= start,
            bytes.starts(with: heading), rules == bytes[heading.count..<(heading.count + Self.digestBytes)]
        else { return nil }
        let content = bytes[start...]
        guard SHA256.hash(data: content) == bytes[(start - Self.digestBytes)..<start] else { return nil }
        return content
    }

    /// In one step. That it cannot be kept is no failure of the run.
    func replace(with content: [UInt8]) {
        guard content.count <= Self.mostBytes else { return }
        try? FileOnDisk.makeFolder(folder.removingLastComponent(), name: folder.string)
        try? FileOnDisk.makeFolder(folder, name: folder.string)
        let bytes = heading + Array(rules) + Array(SHA256.hash(data: content)) + content
        try? FileOnDisk.replace(file, with: bytes, name: file.string)
        sweep()
    }

    private func sweep() {
        let files = FileManager.default
        for name in (try? files.contentsOfDirectory(atPath: folder.string)) ?? [] where name.hasPrefix(".pinnace-") {
            let path = folder.appending(name).string
            guard let changed = try? files.attributesOfItem(atPath: path)[.modificationDate] as? Date,
                -changed.timeIntervalSinceNow > Self.staleAfter
            else { continue }
            try? files.removeItem(atPath: path)
        }
    }
}
