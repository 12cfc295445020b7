import PinnaceTestSupport
import Testing

/// A work tree of the files that are written in every way, with git settings of its own.
struct ByteExactTeam {
    let directory: TemporaryDirectory
    let work: GitFixture
    /// The files before and after a reconcile, where git converts nothing.
    let expected: (before: [String: [UInt8]], after: [String: [UInt8]])
    private let environment: [String: String]

    /// - Parameters:
    ///   - attributes: the repository's `.gitattributes`; without any, the bytes are stored as they are.
    ///   - settings: what the user's own git settings hold besides.
    init(attributes: String? = nil, settings: String = "") async throws {
        directory = try TemporaryDirectory("byte-exact")
        let repository = try ByteExactRepository()
        let images = directory.path("images")
        try repository.fill(try ImageLayoutDirectory(images))
        expected = repository.files()
        environment = [
            "HOME": directory.path,
            "GIT_CONFIG_GLOBAL": try directory.write(
                "gitconfig", "[user]\n\tname = Ana\n\temail = ana@example.com\n\(settings)"),
            "PINNACE_REGISTRY_ENDPOINTS": ["gcr.io", "registry.example.com"]
                .map { "\($0)=layout:\(images)" }.joined(separator: ","),
        ]
        let origin = try await Self.origin(expected.before, attributes ?? "* -text\n")
        try await origin.bareCopy(at: directory.path("origin.git"))
        work = try await GitFixture.clone(
            directory.path("origin.git"), to: directory.path("work"), environment: environment)
    }

    private static func origin(_ files: [String: [UInt8]], _ attributes: String) async throws -> GitFixture {
        let origin = try await GitFixture.make([".gitattributes": "* -text\n"])
        try origin.write(".pinnace/config.yaml", ByteExactRepository.configuration)
        for (name, bytes) in files { try origin.write(name, bytes: bytes) }
        try await origin.commit("Describe what runs")
        try origin.write(".gitattributes", attributes)
        try await origin.git("rm", "--cached", "-r", "--quiet", ".")
        try await origin.commit("Say how lines end")
        return origin
    }
}

extension ByteExactTeam {
    var files: [String] { expected.before.keys.sorted() }

    @discardableResult
    func pinnace(_ arguments: String..., status: Int32 = 0) async throws -> Command.Result {
        let result = try await PinnaceBinary.run(arguments, environment: environment, in: work.path)
        try result.checked(status)
        return result
    }

    func inWorkTree() throws -> [String: [UInt8]] {
        try Dictionary(uniqueKeysWithValues: files.map { ($0, try work.bytes($0)) })
    }

    /// What git itself, with the user's settings, finds changed.
    var status: String {
        get async throws { try await work.git("status", "--porcelain", environment: environment) }
    }

    func expect(_ wanted: [String: [UInt8]], _ comment: Comment? = nil) throws {
        for (file, bytes) in wanted {
            #expect(try work.read(file) == String(decoding: bytes, as: UTF8.self), comment)
            #expect(try work.bytes(file) == bytes, comment)
        }
    }

    /// The bytes with the marks' values replaced, in whatever line ends they stand.
    func replaced(_ bytes: [UInt8]) -> [UInt8] {
        guard let file = files.first(where: { Self.lineFeeds(expected.before[$0] ?? []) == Self.lineFeeds(bytes) })
        else {
            return []
        }
        let after = Self.lineFeeds(expected.after[file] ?? []).split(separator: 10, omittingEmptySubsequences: false)
        let lines = bytes.split(separator: 10, omittingEmptySubsequences: false)
        guard lines.count == after.count else { return [] }
        return Array(zip(lines, after).map { $0.last == 13 ? $1 + [13] : $1 }.joined(separator: [10]))
    }

    private static func lineFeeds(_ bytes: [UInt8]) -> [UInt8] {
        bytes.split(separator: 10, omittingEmptySubsequences: false).map { $0.last == 13 ? $0.dropLast() : $0 }
            .joined(separator: [10]).map(\.self)
    }
}
