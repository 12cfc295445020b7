import SystemPackage
import YAMLSource

extension Kubeconfig {
    static let longestFile = 4 << 20
    /// Certificates are some kilobytes.
    static let longestValue = 1 << 20
    static let mostEntries = 1_000
    private static let mostFiles = 64

    /// The files that kubectl would read: the one that is named, else those of `KUBECONFIG`, else `~/.kube/config`.
    ///
    /// - Throws: `.configuration` where there is none, or one cannot be read. A file of `KUBECONFIG` that does not exist
    ///   is left out.
    package static func load(
        file: String? = nil, environment: [String: String]
    ) throws(KubernetesError) -> Kubeconfig {
        if let file { return try Kubeconfig(reading: file) }
        var merged = Kubeconfig()
        let files = Self.files(environment)
        for file in files where try exists(file) { merged.add(try Kubeconfig(reading: file)) }
        guard !merged.files.isEmpty else {
            throw KubernetesError(
                .configuration, operation: files.isEmpty ? "kubeconfig" : files.joined(separator: ", "),
                message: "there is no kubeconfig; name one, or set KUBECONFIG")
        }
        return merged
    }

    private static func files(_ environment: [String: String]) -> [String] {
        let listed = (environment["KUBECONFIG"] ?? "").split(separator: ":").map(String.init)
        if !listed.isEmpty { return Array(listed.prefix(mostFiles)) }
        return environment["HOME"].map { ["\($0)/.kube/config"] } ?? []
    }

    private static func exists(_ file: String) throws(KubernetesError) -> Bool {
        do {
            try FileDescriptor.open(FilePath(file), .readOnly, options: [.closeOnExec, .nonBlocking]).close()
            return true
        } catch {
            let cause = error as? Errno
            if cause == .noSuchFileOrDirectory || cause == .notDirectory { return false }
            throw KubernetesError(.configuration, operation: file, message: "cannot be read: \(cause ?? .ioError)")
        }
    }

    private init(reading file: String) throws(KubernetesError) {
        try self.init(parsing: AccessFile.bytes(file, limit: Self.longestFile), name: file)
    }

    /// - Parameter name: the file's path: relative paths in it begin at its folder.
    package init(parsing bytes: [UInt8], name: String) throws(KubernetesError) {
        let root = try Self.root(bytes, name)
        let folder = FilePath(name).removingLastComponent().string
        let source = Source(file: name, folder: folder.isEmpty ? "." : folder)
        clusters = try Self.entries(root, "clusters", "cluster", source)
        users = try Self.entries(root, "users", "user", source)
        contexts = try Self.entries(root, "contexts", "context", source)
        currentContext = try root.text("current-context")
        files = [name]
    }

    private static func root(_ bytes: [UInt8], _ name: String) throws(KubernetesError) -> KubeconfigFields {
        var limits = YAMLLimits()
        limits.maximumBytes = longestFile
        limits.maximumDepth = 64
        limits.maximumNodes = 100_000
        let stream: YAMLStream
        do throws(YAMLSourceError) { stream = try YAMLStream(bytes: bytes, limits: limits) } catch {
            throw KubernetesError(.configuration, operation: "\(name):\(error.location)", message: error.message)
        }
        guard let root = stream.documents.first, root.isMapping, stream.documents.count == 1 else {
            throw KubernetesError(.configuration, operation: name, message: "is no kubeconfig: one mapping is expected")
        }
        return KubeconfigFields(node: root, file: name)
    }

    /// Where a name stands twice, the first counts.
    private static func entries(
        _ root: KubeconfigFields, _ key: String, _ part: String, _ source: Source
    ) throws(KubernetesError) -> [String: Entry] {
        var entries: [String: Entry] = [:]
        for node in try root.list(key) {
            let element = KubeconfigFields(node: node, file: source.file)
            guard let name = try element.text("name") else {
                throw element.error("an entry of \(key) has no name", at: node)
            }
            let fields = try element.fields(part) ?? KubeconfigFields(node: nil, file: source.file)
            if entries[name] == nil { entries[name] = Entry(fields: fields, source: source) }
        }
        return entries
    }
}
