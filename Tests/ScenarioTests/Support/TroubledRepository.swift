import PinnaceTestSupport
import Testing

/// A work tree with one good reference and whatever trouble a test adds, on a machine of its own.
struct TroubledRepository {
    static let host = "registry.example.com"
    static let goodFile = "k8s/good.yaml"

    let directory: TemporaryDirectory
    let work: GitFixture
    let image: BuiltImage
    private let environment: [String: String]
    private let endpoint: String
    private let head: String

    /// - Parameter endpoint: where the host of the good reference is, in place of an image layout; empty for nowhere
    ///   but where the repository says.
    init(
        _ files: [String: String] = [:], endpoint: String? = nil, environment more: [String: String] = [:]
    ) async throws {
        directory = try TemporaryDirectory("troubled")
        image = try ImageBuilder(seed: "good").index()
        let layout = try ImageLayoutDirectory(directory.path("images"))
        try layout.add(image, as: "\(Self.host)/team/good:1.0.0")
        self.endpoint = endpoint ?? "layout:\(layout.path)"
        environment = [
            "HOME": directory.path,
            "GIT_CONFIG_GLOBAL": try directory.write("gitconfig", "[user]\n\tname = Ana\n\temail = ana@example.com\n"),
        ].merging(more) { $1 }
        work = try await GitFixture.make(
            files.merging([Self.goodFile: Self.pod("good", "\(Self.host)/team/good:1.0.0")]) { own, _ in own },
            in: directory.path("work"))
        head = try await work.head
    }

    /// A Pod whose image stands in line 6 from column 12.
    static func pod(_ name: String, _ image: String) -> String {
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: \(name)}
        spec:
          containers:
          - image: \(image)
            name: \(name)

        """
    }

    static func configuration(_ rest: String) -> [String: String] {
        [".pinnace/config.yaml": "apiVersion: pinnace.dev/v1alpha1\nkind: Config\n\(rest)"]
    }
}

extension TroubledRepository {
    func pinnace(_ arguments: String..., in place: String? = nil) async throws -> Command.Result {
        try await pinnace(arguments, in: place)
    }

    func pinnace(_ arguments: [String], in place: String? = nil) async throws -> Command.Result {
        let takesEndpoint = arguments.first == "reconcile" && !endpoint.isEmpty
        return try await PinnaceBinary.run(
            arguments + (takesEndpoint ? ["--registry-endpoint", "\(Self.host)=\(endpoint)"] : []),
            environment: environment, in: place ?? work.path)
    }

    /// The one reference of a file, as a dry run judges it.
    func verdict(_ file: String) async throws -> PlanOutput.Reference {
        let plan = try PlanOutput(try await pinnace("reconcile", "--dry-run", "--format", "json"))
        return try #require(plan.references.first { $0.file == file }, "\(file) is not in the plan")
    }

    func expectNothingWritten() async throws {
        #expect(try await work.head == head)
        #expect(try await work.isClean)
    }

    /// The good reference was pinned and committed; the file in trouble is what it was.
    func expectOnlyTheGoodIsPinned() async throws {
        try await pinnace("reconcile", "--commit").checked()
        let pinned = Self.pod("good", "\(Self.host)/team/good:1.0.0@\(image.digest)")
        #expect(try work.read(Self.goodFile) == pinned)
        #expect(try await work.git("diff", "--name-only", "HEAD~1", "HEAD") == Self.goodFile)
        #expect(try await work.isClean)
    }
}
