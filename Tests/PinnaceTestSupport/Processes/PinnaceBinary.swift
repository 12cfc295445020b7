#if canImport(FoundationEssentials)
    package import FoundationEssentials
#else
    package import Foundation
#endif

#if canImport(Darwin)
    import Darwin
#endif

/// The `pinnace` executable that was built together with the tests.
package enum PinnaceBinary {
    /// Its path: beside the test bundle, so debug tests run the debug build and release tests the release build.
    package static var path: String {
        get throws {
            let path = buildDirectory.appendingPathComponent("pinnace").path
            guard FileManager.default.isExecutableFile(atPath: path) else {
                throw TestSupportError("there is no \(path); build it with `swift build --build-tests`")
            }
            return path
        }
    }

    /// The directory that the build put products into.
    package static var buildDirectory: URL {
        #if canImport(Darwin)
            // The code lies in pinnacePackageTests.xctest/Contents/MacOS/.
            var information = Dl_info()
            _ = dladdr(#dsohandle, &information)
            let image = URL(fileURLWithPath: String(cString: information.dli_fname))
            return (0..<4).reduce(image) { url, _ in url.deletingLastPathComponent() }
        #else
            return URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent()
        #endif
    }

    /// Runs `pinnace` with the arguments; see `Command.run`. No cloud is asked for credentials unless a test says which:
    /// the hosts of its registries are the clouds' own.
    package static func run(
        _ arguments: [String],
        environment: [String: String] = [:],
        in directory: String? = nil,
        input: [UInt8] = [],
        timeout: Duration = .seconds(120)
    ) async throws -> Command.Result {
        try await Command.run(
            path,
            arguments,
            environment: ["PINNACE_CLOUD_CREDENTIALS": ""].merging(environment) { $1 },
            in: directory,
            input: input,
            timeout: timeout
        )
    }
}
