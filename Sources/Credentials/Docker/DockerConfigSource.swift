import SystemPackage

/// Where a Docker configuration may be.
enum DockerConfigSource: Sendable, Hashable {
    /// - `isRequired`: somebody named this very file, so it has to be there.
    case file(FilePath, isRequired: Bool)
    case text(String, name: String)

    private static let maximumBytes = 4 << 20

    /// The places that Docker, GitLab's runner and containers' tools look at, the first that knows a credential wins:
    /// `DOCKER_AUTH_CONFIG` (JSON), `REGISTRY_AUTH_FILE`, `DOCKER_CONFIG` or `~/.docker`, then
    /// `containers/auth.json` in `XDG_RUNTIME_DIR` and in `XDG_CONFIG_HOME` or `~/.config`. A file that was named
    /// explicitly is the only one.
    static func all(environment: [String: String], explicitFile: FilePath?) -> [DockerConfigSource] {
        if let explicitFile { return [.file(explicitFile, isRequired: true)] }
        let docker =
            environment.setting("DOCKER_CONFIG").map { FilePath($0) }
            ?? environment.setting("HOME").map { FilePath($0).appending(".docker") }
        let settings =
            environment.setting("XDG_CONFIG_HOME").map { FilePath($0) }
            ?? environment.setting("HOME").map { FilePath($0).appending(".config") }
        return [
            environment.setting("DOCKER_AUTH_CONFIG").map { .text($0, name: "DOCKER_AUTH_CONFIG") },
            environment.setting("REGISTRY_AUTH_FILE").map { .file(FilePath($0), isRequired: true) },
            docker.map { .file($0.appending("config.json"), isRequired: false) },
            environment.setting("XDG_RUNTIME_DIR").map {
                .file(FilePath($0).appending("containers/auth.json"), isRequired: false)
            },
            settings.map { .file($0.appending("containers/auth.json"), isRequired: false) },
        ].compactMap(\.self)
    }

    /// - Returns: `nil` where there is no file and none has to be.
    func read() throws(CredentialError) -> DockerConfig? {
        switch self {
        case .text(let text, let name): return try DockerConfig(parsing: Array(text.utf8), from: name)
        case .file(let path, let isRequired):
            let bytes: [UInt8]
            do throws(Errno) {
                bytes = try Self.contents(path)
            } catch {
                if !isRequired, error == .noSuchFileOrDirectory || error == .notDirectory { return nil }
                throw CredentialError(.unreadableFile, subject: path.string, message: "cannot be read: \(error)")
            }
            return try DockerConfig(parsing: bytes, from: path.string)
        }
    }

    private static func contents(_ path: FilePath) throws(Errno) -> [UInt8] {
        do {
            let file = try FileDescriptor.open(path, .readOnly, options: [.closeOnExec, .nonBlocking])
            return try file.closeAfter {
                let status = try file.stat()
                guard status.type == .regular else { throw Errno.invalidArgument }
                guard status.size <= maximumBytes else { throw Errno.fileTooLarge }
                return try read(file, Int(status.size))
            }
        } catch {
            throw error as? Errno ?? .ioError
        }
    }

    private static func read(_ file: FileDescriptor, _ size: Int) throws -> [UInt8] {
        var bytes: [UInt8] = []
        while bytes.count <= maximumBytes {
            let chunk = try [UInt8](unsafeUninitializedCapacity: max(size, 4096)) { buffer, count in
                count = try file.read(into: UnsafeMutableRawBufferPointer(buffer))
            }
            if chunk.isEmpty { return bytes }
            bytes += chunk
        }
        throw Errno.fileTooLarge
    }
}
