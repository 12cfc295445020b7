#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#else
    internal import Darwin
#endif

#if canImport(Darwin)
    private typealias FileActions = posix_spawn_file_actions_t?
    private typealias Attributes = posix_spawnattr_t?
#else
    private typealias FileActions = posix_spawn_file_actions_t
    private typealias Attributes = posix_spawnattr_t
#endif

/// Starts a program found by `PATH`.
struct Spawn {
    private let arguments: [String]
    private let environment: [String]

    init(_ arguments: [String], environment: [String: String]) {
        self.arguments = arguments
        self.environment = environment.map { "\($0)=\($1)" }
    }

    /// - Parameter streams: what becomes the program's standard input, output and error.
    func run(streams: [Int32], _ operation: String) throws(GitError) -> pid_t {
        let actions = UnsafeMutablePointer<FileActions>.allocate(capacity: 1)
        let attributes = UnsafeMutablePointer<Attributes>.allocate(capacity: 1)
        unsafe posix_spawn_file_actions_init(actions)
        unsafe posix_spawnattr_init(attributes)
        defer {
            unsafe posix_spawn_file_actions_destroy(actions)
            unsafe posix_spawnattr_destroy(attributes)
            unsafe actions.deallocate()
            unsafe attributes.deallocate()
        }
        for (number, descriptor) in streams.enumerated() {
            unsafe posix_spawn_file_actions_adddup2(actions, descriptor, Int32(number))
        }
        unsafe setAttributes(attributes)
        var id: pid_t = 0
        let result = unsafe withCStrings(arguments) { arguments in
            unsafe withCStrings(environment) { environment in
                unsafe posix_spawnp(&id, arguments[0]!, actions, attributes, arguments, environment)
            }
        }
        guard result == 0 else {
            let reason = result == ENOENT ? "it is not installed" : "error \(result)"
            throw GitError(.io, operation: operation, message: "cannot start \(arguments[0]): \(reason)")
        }
        return id
    }

    /// A group of its own, and none of the signals that our thread blocks.
    @unsafe private func setAttributes(_ attributes: UnsafeMutablePointer<Attributes>) {
        var none = sigset_t()
        var pipeSignal = sigset_t()
        unsafe sigemptyset(&none)
        unsafe sigemptyset(&pipeSignal)
        unsafe sigaddset(&pipeSignal, SIGPIPE)
        unsafe posix_spawnattr_setsigmask(attributes, &none)
        unsafe posix_spawnattr_setsigdefault(attributes, &pipeSignal)
        unsafe posix_spawnattr_setpgroup(attributes, 0)
        let flags = Int32(POSIX_SPAWN_SETSIGMASK) | Int32(POSIX_SPAWN_SETSIGDEF) | Int32(POSIX_SPAWN_SETPGROUP)
        unsafe posix_spawnattr_setflags(attributes, Int16(flags))
    }
}

/// A NULL-terminated array of C strings for the time of the call.
@unsafe
func withCStrings<T>(
    _ strings: [String], _ body: (UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>) -> T
) -> T {
    var pointers = unsafe strings.map { unsafe strdup($0) } + [nil]
    defer {
        for index in unsafe pointers.indices { unsafe free(pointers[index]) }
    }
    return unsafe pointers.withUnsafeMutableBufferPointer { unsafe body($0.baseAddress!) }
}
