import Foundation

/// The Python that has what `.ci/install-missing test` installs: PyYAML, moto, and the clouds' own client libraries.
package enum PythonTools {
    private static var candidates: [String] {
        [ProjectFile(".build/test-tools/bin/python3").location, "python3", "/usr/bin/python3"]
    }

    /// Which interpreter has all of these modules; the one of the build is asked first.
    ///
    /// - Throws: `TestSupportError` where none has.
    package static func interpreter(having modules: String...) async throws -> String {
        let script = "from importlib.util import find_spec as f; import sys; sys.exit(not all(map(f, sys.argv[1:])))"
        for candidate in candidates {
            let result = try? await Command.run(candidate, ["-c", script] + modules)
            if result?.status == 0 { return candidate }
        }
        throw TestSupportError("Python has no \(modules.joined(separator: ", ")): run .ci/install-missing test")
    }
}
