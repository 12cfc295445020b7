#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// A program that was started with streams of its own and no signal blocked, whatever thread started it.
struct SpawnedProcess: Sendable {
    let id: pid_t

    /// - Parameter streams: what becomes its standard input, output and error.
    init(_ arguments: [String], environment: [String: String], streams: [Int32]) throws {
        #if canImport(Darwin)
            var actions: posix_spawn_file_actions_t?
            var attributes: posix_spawnattr_t?
        #else
            var actions = posix_spawn_file_actions_t()
            var attributes = posix_spawnattr_t()
        #endif
        posix_spawn_file_actions_init(&actions)
        posix_spawnattr_init(&attributes)
        defer {
            posix_spawn_file_actions_destroy(&actions)
            posix_spawnattr_destroy(&attributes)
        }
        for (number, stream) in streams.enumerated() {
            posix_spawn_file_actions_adddup2(&actions, stream, Int32(number))
        }
        var none = sigset_t()
        sigemptyset(&none)
        posix_spawnattr_setsigmask(&attributes, &none)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK))
        var words = arguments.map { strdup($0) } + [nil]
        var variables = environment.map { strdup("\($0)=\($1)") } + [nil]
        defer { for word in words + variables { free(word) } }
        var started: pid_t = 0
        let result = posix_spawnp(&started, arguments[0], &actions, &attributes, &words, &variables)
        guard result == 0 else { throw ServerFailure(log: "\(arguments[0]): \(String(cString: strerror(result)))") }
        id = started
    }

    /// Its exit status (128 + signal), `nil` while it runs. Says so once.
    func exitStatus() -> Int32? {
        var status: Int32 = 0
        guard waitpid(id, &status, WNOHANG) != 0 else { return nil }
        return status & 0x7F == 0 ? (status >> 8) & 0xFF : 128 + status & 0x7F
    }

    func waitUntilExit() async throws -> Int32 {
        while true {
            if let status = exitStatus() { return status }
            try await Task.sleep(for: .milliseconds(3))
        }
    }

    func terminate() {
        kill(id, SIGTERM)
    }
}
