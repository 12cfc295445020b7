import ImageModel
import Testing

@Suite struct PlatformTests {
    @Test(arguments: [
        ("linux/amd64", "linux/amd64"), ("linux/x86_64", "linux/amd64"), ("linux/amd64/v1", "linux/amd64"),
        ("linux/amd64/v3", "linux/amd64/v3"), ("linux/arm64/v8", "linux/arm64"), ("linux/aarch64", "linux/arm64"),
        ("linux/arm", "linux/arm/v7"), ("linux/arm/6", "linux/arm/v6"), ("Linux/AMD64", "linux/amd64"),
        ("windows/amd64:10.0.17763.1", "windows/amd64:10.0.17763.1"),
    ])
    func normalises(_ text: String, _ expected: String) {
        #expect(Platform(text)?.description == expected)
    }

    @Test(arguments: ["", "linux", "linux/", "/amd64", "linux/amd64/v1/x", "linux/am d64", "linux/amd64:"])
    func refuses(_ text: String) { #expect(Platform(text) == nil) }

    @Test(arguments: [
        ("linux/amd64", "linux/amd64", true), ("linux/amd64", "linux/arm64", false),
        ("linux/arm/v7", "linux/arm/v6", true), ("linux/arm/v6", "linux/arm/v7", false),
        ("linux/amd64", "linux/amd64/v3", false), ("linux/amd64/v3", "linux/amd64", true),
        ("linux/arm64", "linux/arm64/v8", true), ("windows/amd64", "linux/amd64", false),
        ("linux/arm64", "linux/arm64/v9", false), ("linux/arm64/v9", "linux/arm64", true),
        ("windows/amd64:10.0.17763.5", "windows/amd64:10.0.17763.9", true),
        ("windows/amd64:10.0.20348.1", "windows/amd64:10.0.17763.1", false),
        ("windows/amd64", "windows/amd64:10.0.1.1", true),
    ])
    func runs(_ node: String, _ image: String, _ expected: Bool) throws {
        #expect(try #require(Platform(node)).runs(try #require(Platform(image))) == expected)
    }

    @Test func missing() throws {
        let offered = [Platform("linux/arm64")!]
        #expect(
            offered.missing(from: [Platform("linux/amd64")!, Platform("linux/arm64")!]) == [Platform("linux/amd64")!])
    }
}
