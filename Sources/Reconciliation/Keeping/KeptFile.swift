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
    /// Of all files in a folder together; those that were written the longest ago go first.
    private static let mostFiles = 64
    private static let mostBytesOfAll = 256 << 20

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

    var path: String { file.string }

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
        // It has its digest: what a power cut left of it counts as not there.
        try? FileOnDisk.replace(file, with: bytes, name: file.string, isDurable: false)
        sweep()
    }

    private func sweep() {
        var kept: [(path: String, age: Double, bytes: Int)] = []
        for name in (try? FileManager.default.contentsOfDirectory(atPath: folder.string)) ?? [] {
            let path = folder.appending(name).string
            guard let attributes = try? FileManager.default.attributesOfItem(atPath: path),
                let written = attributes[.modificationDate] as? Date
            else { continue }
            let age = -written.timeIntervalSinceNow
            if name.hasPrefix(".pinnace-") {
                if age > Self.staleAfter { try? FileManager.default.removeItem(atPath: path) }
            } else if path != file.string {
                kept.append((path, age, attributes[.size] as? Int ?? 0))
            }
        }
        removeOldest(kept)
    }

    private func removeOldest(_ kept: [(path: String, age: Double, bytes: Int)]) {
        var (files, bytes) = (1, 0)
        for other in kept.sorted(by: { $0.age < $1.age }) {
            (files, bytes) = (files + 1, bytes + other.bytes)
            guard files > Self.mostFiles || bytes > Self.mostBytesOfAll else { continue }
            try? FileManager.default.removeItem(atPath: other.path)
        }
    }
}
