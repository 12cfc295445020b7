import ImageModel
import Planning
import Testing

@Suite struct ImageRequirementsTests {
    typealias Change = @Sendable (inout ImageRequirements, inout ImageFacts) -> Void

    /// An image that meets everything.
    private static var good: ImageFacts {
        var facts = ImageFacts(platform: Platform("linux/amd64"))
        facts.compressedSize = 200_000_000
        facts.age = 86_400
        facts.user = "65532:65532"
        facts.entrypoint = ["/app"]
        facts.exposedPorts = ["53/udp", "8000/tcp"]
        facts.healthCheck = ["CMD", "/app", "health"]
        facts.isDockerFormat = true
        facts.labels = ["team": "payments", "source": "https://x.dev/a"]
        return facts
    }

    private static var all: ImageRequirements {
        var requirements = ImageRequirements()
        requirements.maximumCompressedSize = 200_000_000
        requirements.exposedPort = 8000
        requirements.needsEntrypoint = true
        requirements.refusesRoot = true
        requirements.needsHealthCheck = true
        requirements.maximumAge = 90 * 86_400
        requirements.labels = [.init(key: "team", value: nil), .init(key: "source", value: "https://x.dev/*")]
        return requirements
    }

    @Test func anImageThatMeetsAllOfIt() {
        #expect(Self.all.shortcomings(of: [Self.good]) == nil)
        #expect(ImageRequirements().shortcomings(of: [ImageFacts(platform: nil)]) == nil)
    }

    static let lacks: [(Change, String)] = [
        (
            { $1.compressedSize = 200_100_000 },
            "its layers are 200.1 MB compressed, and at most 200 MB compressed is allowed"
        ),
        (
            {
                $0.maximumCompressedSize = 999
                $1.compressedSize = 1_500_000_000
            },
            "its layers are 1.5 GB compressed, and at most 999 bytes compressed is allowed"
        ),
        (
            { $1.compressedSize = 200_000_001 },
            "its layers are 200000001 bytes compressed, and at most 200000000 bytes compressed is allowed"
        ),
        ({ $1.exposedPorts = [] }, "it exposes no port, and 8000/tcp is required"),
        ({ $1.exposedPorts = ["8000/udp", "80"] }, "it exposes 8000/udp, 80, and 8000/tcp is required"),
        ({ $1.entrypoint = [] }, "it has no entry point, and one is required"),
        ({ $1.user = nil }, "it runs as root, as it names no user, and another user is required"),
        ({ $1.user = "0" }, "it runs as '0', which is root, and another user is required"),
        ({ $1.user = "000:5" }, "it runs as '000:5', which is root, and another user is required"),
        ({ $1.user = "root:app" }, "it runs as 'root:app', which is root, and another user is required"),
        ({ $1.user = ":5" }, "it runs as ':5', which is root, and another user is required"),
        ({ $1.healthCheck = [] }, "it has no health check, and one is required"),
        (
            {
                $1.healthCheck = []
                $1.isDockerFormat = false
            },
            "it has no health check, and one is required (its config is OCI's, which has no place for one; Docker's "
                + "format has)"
        ),
        ({ $1.age = 91 * 86_400 }, "it was built 91 days ago, and at most 90 days is allowed"),
        (
            {
                $0.maximumAge = 3600
                $1.age = 7300
            }, "it was built 2 hours ago, and at most 1 hour is allowed"
        ),
        ({ $1.age = nil }, "it does not say when it was built, and at most 90 days is allowed"),
        ({ $1.labels["team"] = nil }, "it has no label team, and one is required"),
        ({ $1.labels["source"] = nil }, "it has no label source, and 'https://x.dev/*' is required"),
        (
            { $1.labels["source"] = "https://y.dev/\u{1B}[2J" },
            "its label source is 'https://y.dev/ [2J', and 'https://x.dev/*' is required"
        ),
    ]

    @Test(arguments: lacks.indices)
    func whatItLacksIsSaid(_ index: Int) {
        var (requirements, facts) = (Self.all, Self.good)
        Self.lacks[index].0(&requirements, &facts)
        #expect(
            requirements.shortcomings(of: [Self.good, facts])?.hasSuffix("linux/amd64: \(Self.lacks[index].1)") == true)
    }

    @Test(arguments: ["8000", "8000/tcp"])
    func aPortAloneMeansTCP(_ port: String) {
        var facts = Self.good
        facts.exposedPorts = [port]
        #expect(Self.all.shortcomings(of: [facts]) == nil)
    }

    @Test func everyPlatformIsNamed() {
        var (amd64, arm64) = (Self.good, Self.good)
        arm64.platform = Platform("linux/arm64")
        amd64.entrypoint = []
        arm64.compressedSize = 1_000_000_000
        #expect(
            Self.all.shortcomings(of: [amd64, arm64])
                == "linux/amd64: it has no entry point, and one is required; linux/arm64: its layers are 1 GB compressed, and "
                + "at most 200 MB compressed is allowed")
    }
}
