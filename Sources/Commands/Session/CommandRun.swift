/// The frame of every command: a session, a result, an exit status. Errors are told on standard error.
enum CommandRun {
    static func run(
        _ options: CommonOptions, isOffline: Bool = false, _ body: (Session) async throws -> ExitStatus
    ) async -> Never {
        let status: ExitStatus
        do {
            status = try await body(try Session(options, isOffline: isOffline))
        } catch {
            Console(color: false, environment: [:]).note("pinnace: \(error)")
            status = ExitStatus(error)
        }
        ProcessEnd.now(status)
    }
}
