import ImageModel
import Synchronization

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// What a registry said of a repository's tags, in one file: a line for each answer, the last of a tag's counts.
///
/// A run asks for hundreds of tags of few repositories, and a line at a file's end costs a tenth of a file. Lines of
/// several processes do not mix: each is written at once. What is torn or cut is no line, and asked for again.
final class TagAnswers: Sendable {
    typealias Answer = RepositoryRecord.TagAnswer

    private struct State {
        var known: [String: (answer: Answer, at: Int)] = [:]
        /// In the file, with those that later ones stand for.
        var lines = 0
        var isLoaded = false
    }

    private static let maximumBytes = 16 << 20
    /// Lines that others stand for, besides as many as there are tags.
    private static let spareLines = 256

    private let file: RecordFile
    private let state = Mutex(State())

    init(_ path: String) {
        file = RecordFile(path)
    }

    /// - Returns: with the time of the answer, in seconds since 1970.
    subscript(tag: ImageTag) -> (answer: Answer, at: Int)? {
        state.withLock { state in
            load(&state)
            return state.known[tag.name]
        }
    }

    /// - Returns: the bytes that were written.
    func keep(_ answer: Answer, of tag: ImageTag) -> Int {
        state.withLock { state in
            load(&state)
            let now = Int(Date().timeIntervalSince1970)
            state.known[tag.name] = (answer, now)
            state.lines += 1
            if state.lines > 2 * state.known.count + Self.spareLines { return rewrite(&state) }
            let line = Self.line(tag.name, answer, now)
            file.append(line)
            return line.count
        }
    }

    private func load(_ state: inout State) {
        guard !state.isLoaded else { return }
        state.isLoaded = true
        merge(&state)
    }

    /// Takes in what stands in the file, where that is newer.
    private func merge(_ state: inout State) {
        state.lines = 0
        for line in file.read(limit: Self.maximumBytes)?.bytes.split(separator: UInt8(ascii: "\n")) ?? [] {
            state.lines += 1
            guard let (tag, answer, second) = Self.parsed(line) else { continue }
            if let known = state.known[tag], known.at > second { continue }
            state.known[tag] = (answer, second)
        }
    }

    /// One line for each tag, those that other processes wrote in the meantime among them.
    private func rewrite(_ state: inout State) -> Int {
        merge(&state)
        let bytes = state.known.flatMap { Self.line($0.key, $0.value.answer, $0.value.at) }
        file.write(bytes)
        state.lines = state.known.count
        return bytes.count
    }
}

extension TagAnswers {
    /// Begins with a line break, too, so that what was cut before it spoils nothing; ends with what shows a cut.
    private static func line(_ tag: String, _ answer: Answer, _ second: Int) -> [UInt8] {
        let text =
            switch answer {
            case .absent: "absent"
            case .named(let head): "\(head.size.map(String.init) ?? "-") \(head.mediaType.rawValue) \(head.digest)"
            }
        return Array("\n\(tag) \(second) \(text)\n".utf8)
    }

    private static func parsed(_ line: ArraySlice<UInt8>) -> (tag: String, answer: Answer, second: Int)? {
        let words = String(decoding: line, as: UTF8.self).split(separator: " ")
        guard words.count >= 3, let tag = ImageTag(String(words[0])), let second = Int(words[1]) else { return nil }
        if words.count == 3 { return words[2] == "absent" ? (tag.name, .absent, second) : nil }
        guard words.count == 5, let digest = Digest(words[4]), words[2] == "-" || Int64(words[2]) != nil else {
            return nil
        }
        let head = ManifestHead(
            digest: digest, mediaType: MediaType(rawValue: String(words[3])), size: Int64(words[2]))
        return (tag.name, .named(head), second)
    }
}
