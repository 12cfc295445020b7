#if canImport(FoundationEssentials)
    package import FoundationEssentials
#else
    package import Foundation
#endif

/// A directory of its own for one test, removed with all it holds when the last reference goes.
package final class TemporaryDirectory: Sendable {
    package let url: URL
    package var path: String { url.path }

    /// - Parameter name: the start of the directory's name, for people who look into a kept one.
    package init(_ name: String = "pinnace-test") throws {
        let root = FileManager.default.temporaryDirectory.resolvingSymlinksInPath()
        url = root.appendingPathComponent("\(name)-\(UUID().uuidString)", isDirectory: true)
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    }

    deinit { remove() }

    package func remove() {
        try? FileManager.default.removeItem(at: url)
    }

    /// The path of a file or directory inside, whether or not it exists.
    package func path(_ name: String) -> String {
        url.appendingPathComponent(name).path
    }

    /// Makes a directory inside, with those above it.
    @discardableResult
    package func directory(_ name: String) throws -> String {
        let path = path(name)
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        return path
    }

    /// Writes a file inside, making the directories above it.
    @discardableResult
    package func write(_ name: String, _ text: String) throws -> String {
        try write(name, bytes: Array(text.utf8))
    }

    @discardableResult
    package func write(_ name: String, bytes: [UInt8]) throws -> String {
        let file = url.appendingPathComponent(name)
        try FileManager.default.createDirectory(
            at: file.deletingLastPathComponent(),
            withIntermediateDirectories: true
        )
        try Data(bytes).write(to: file)
        return file.path
    }

    package func read(_ name: String) throws -> String {
        String(decoding: try bytes(name), as: UTF8.self)
    }

    package func bytes(_ name: String) throws -> [UInt8] {
        Array(try Data(contentsOf: url.appendingPathComponent(name)))
    }
}
