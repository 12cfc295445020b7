import ImageModel
import Settings
import Testing

@testable import Commands

@Suite struct RegistryLoginsTests {
    struct Row: Sendable {
        let rewrites: String
        let images: [String]
        let expected: RegistryLogins

        init(
            _ rewrites: String, _ images: [String] = [], google: Bool = false, aws: String? = nil, azure: Bool = false,
            passwords: [String] = []
        ) {
            self.rewrites = rewrites
            self.images = images
            var logins = RegistryLogins()
            (logins.google, logins.awsRegion, logins.azure, logins.passwords) = (google, aws, azure, passwords)
            expected = logins
        }
    }

    static let table = [
        Row("[]"),
        Row("[{preset: gcr-to-artifact-registry}]", google: true),
        Row("[{from: \"k8s.gcr.io/{i...}\", to: \"registry.k8s.io/{i...}\"}]"),
        Row("[{from: \"gcr.io/p/{i}\", to: \"us-docker.pkg.dev/p/r/{i}\"}]", google: true),
        Row("[{from: \"gcr.io/p/{i}\", to: \"shop.azurecr.io/{i}\"}]", azure: true),
        Row("[{from: \"gcr.io/p/{i}\", to: \"shop.azurecr.io/{i}\", copy: missing}]", google: true, azure: true),
        Row(
            "[{from: \"docker.io/{i...}\", to: \"123456789012.dkr.ecr.eu-west-1.amazonaws.com/{i...}\", copy: missing}]",
            ["us-docker.pkg.dev/google-samples/x/y", "redis"], aws: "eu-west-1"),
        Row("[{from: \"docker.io/{i...}\", to: \"harbor.example.com/{i...}\"}]", passwords: ["harbor.example.com"]),
        Row("[]", ["us-docker.pkg.dev/p/r/x", "gcr.io/p/x", "quay.io/a/b"], google: true),
        Row("[]", ["public.ecr.aws/a/b", "shop.azurecr.io/x"], azure: true),
    ]

    @Test(arguments: table) func theyFollowFromTheRules(row: Row) throws {
        let text = "apiVersion: pinnace.dev/v1alpha1\nkind: Config\nrewrites: \(row.rewrites)\n"
        let rules = try Configuration.read(Array(text.utf8), settings: OperatorSettings()).rules
        let repositories = try row.images.map { try ImageRepository(parsing: $0) }
        #expect(RegistryLogins(rules, repositories) == row.expected)
    }
}
