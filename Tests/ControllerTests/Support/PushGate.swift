import Foundation
import PinnaceTestSupport

/// A hook of the server that holds a push until the test has done what it wants to do meanwhile.
struct PushGate {
    /// Whoever pushes with it is not held.
    static let personsEnvironment = ["PINNACE_TEST_PERSON": "yes"]
    private let directory: String

    init(_ bare: String) async throws {
        directory = "\(bare)/gate"
        try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
        let script = """
            #!/bin/sh
            [ -n "$PINNACE_TEST_PERSON" ] && exit 0
            cd "\(directory)" && mv closed held 2> /dev/null || exit 0
            for i in $(seq 1000); do
                [ -e take ] && exit 0
                [ -e refuse ] && exit 1
                sleep 0.02
            done

            """
        try await Command.install(script, at: "\(bare)/hooks/pre-receive")
    }

    /// The next push is held.
    func close() {
        for name in ["held", "take", "refuse"] { try? FileManager.default.removeItem(atPath: "\(directory)/\(name)") }
        _ = FileManager.default.createFile(atPath: "\(directory)/closed", contents: nil)
    }

    func waitForPush() async throws {
        for _ in 0..<3_000 {
            if FileManager.default.fileExists(atPath: "\(directory)/held") { return }
            try await Task.sleep(for: .milliseconds(10))
        }
        throw TestSupportError("no push came")
    }

    /// Lets the held push go on, or not.
    func open(takes: Bool) {
        _ = FileManager.default.createFile(
            atPath: "\(directory)/\(takes ? "take" : "refuse")", contents: nil)
    }
}
