import Foundation

/// Renders charts: by `helm` where it is installed, else by the renderer in `Tests/ChartRenderer`, which is Go's own template
/// language with Sprig's functions, as Helm is.
package enum ChartRenderer {
    /// - Parameters:
    ///   - chart: the chart's folder.
    ///   - values: the texts of files of values, the later over the earlier.
    ///   - kubeVersion: the cluster's, such as `1.30.0`.
    /// - Returns: the objects as one stream of YAML.
    /// - Throws: `TestSupportError` with what was said, where values are refused or a template fails.
    package static func render(
        _ chart: String, release: String = "pins", namespace: String = "tools", values: [String] = [],
        kubeVersion: String = "1.30.0"
    ) async throws -> String {
        let directory = try TemporaryDirectory("values")
        var arguments = ["template", release, chart, "--namespace", namespace, "--kube-version", kubeVersion]
        for (index, text) in values.enumerated() {
            arguments += ["--values", try directory.write("\(index).yaml", text)]
        }
        return try await Command.run(program.value, arguments).checked()
    }

    /// Whose rendering it is.
    package static var isHelm: Bool { (try? Command.resolve("helm")) != nil }

    private static let program = Task { isHelm ? try Command.resolve("helm") : try await build() }

    /// Beside the tests' other products, under a name of what it was built from.
    private static func build() async throws -> String {
        let sources = ProjectFile("Tests/ChartRenderer")
        var mark: UInt64 = 14_695_981_039_346_656_037
        for name in ["main.go", "functions.go"] {
            for byte in try ProjectFile("Tests/ChartRenderer/\(name)").text().utf8 {
                mark = (mark ^ UInt64(byte)) &* 1_099_511_628_211
            }
        }
        let build = PinnaceBinary.buildDirectory
        let place = build.appendingPathComponent("chart-renderer-\(String(mark, radix: 16))").path
        guard !FileManager.default.isExecutableFile(atPath: place) else { return place }
        let scratch = try TemporaryDirectory("chart-renderer")
        // Debian's packages of Go libraries are sources under this folder, and no modules.
        let environment = [
            "GO111MODULE": "off", "GOPATH": "/usr/share/gocode", "GOFLAGS": "", "CGO_ENABLED": "0",
            "GOCACHE": build.appendingPathComponent("chart-renderer-cache").path,
        ]
        try await Command.run(
            "go", ["build", "-o", scratch.path("chart-renderer"), "."], environment: environment,
            in: sources.location, timeout: .seconds(600)
        ).checked()
        // Another process may have come before.
        try? FileManager.default.moveItem(atPath: scratch.path("chart-renderer"), toPath: place)
        guard FileManager.default.isExecutableFile(atPath: place) else {
            throw TestSupportError("the chart renderer was built and is not at \(place)")
        }
        return place
    }
}
