/// A browser without a window, for what only a browser tells. Each call is a process of its own with a profile of its own,
/// both gone afterwards.
package struct HeadlessChromium: Sendable {
    private let path: String

    /// `nil` where none is installed.
    package init?() {
        let names = ["chromium", "chromium-browser", "google-chrome"]
        guard let path = names.lazy.compactMap({ try? Command.resolve($0) }).first else { return nil }
        self.path = path
    }

    /// The page as it stands after it was loaded.
    package func document(at url: String) async throws -> String {
        try await run(["--dump-dom", url]).checked()
    }

    /// A picture of the page, as PNG.
    ///
    /// - Parameters:
    ///   - size: of the window, in pixels.
    ///   - isDark: whether the user prefers dark pages.
    package func picture(of url: String, size: (width: Int, height: Int), isDark: Bool, to file: String) async throws {
        let theme = isDark ? ["--blink-settings=preferredColorScheme=0"] : ["--blink-settings=preferredColorScheme=1"]
        try await run(
            theme + [
                "--window-size=\(size.width),\(size.height)", "--hide-scrollbars", "--screenshot=\(file)", url,
            ]
        ).checked()
    }

    private func run(_ arguments: [String]) async throws -> Command.Result {
        let profile = try TemporaryDirectory("chromium")
        defer { profile.remove() }
        return try await Command.run(
            path,
            [
                "--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run",
                "--disable-background-networking", "--disable-component-update", "--disable-sync",
                "--disable-extensions", "--no-proxy-server", "--user-data-dir=\(profile.path)",
            ] + arguments, environment: ["HOME": profile.path], timeout: .seconds(180))
    }
}
