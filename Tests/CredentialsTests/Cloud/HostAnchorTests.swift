import HTTPTransport
import ImageModel
import PinnaceTestSupport
import Testing

@testable import Credentials

/// Which hosts get a cloud's credential: those that match as a whole, and no others.
@Suite struct HostAnchorTests {
    private enum Owner: Sendable { case google, amazon, azure }

    private static func owners(_ host: String) -> [Owner] {
        [
            GoogleHost.matches(host) ? .google : nil, ECRHost(host) != nil ? .amazon : nil,
            AzureHost.matches(host) ? .azure : nil,
        ].compactMap(\.self)
    }

    private static let google = [
        "gcr.io", "eu.gcr.io", "us.gcr.io", "asia.gcr.io", "us-docker.pkg.dev", "europe-west1-docker.pkg.dev",
    ]
    private static let amazon = [
        "123456789012.dkr.ecr.us-east-1.amazonaws.com", "123456789012.dkr.ecr-fips.us-gov-west-1.amazonaws.com",
        "123456789012.dkr.ecr.cn-north-1.amazonaws.com.cn", "123456789012.dkr-ecr.eu-west-1.on.aws",
        "123456789012.dkr-ecr-fips.us-east-2.on.aws", "123456789012.dkr-ecr.cn-north-1.on.amazonwebservices.com.cn",
        "123456789012.dkr.ecr.eusc-de-east-1.amazonaws.eu", "public.ecr.aws", "ecr-public.aws.com",
    ]
    private static let azure = ["team.azurecr.io", "team.azurecr.cn", "team.azurecr.us", "team-a1b2.azurecr.io"]

    @Test(arguments: google) func googles(_ host: String) { #expect(Self.owners(host) == [.google]) }
    @Test(arguments: amazon) func amazons(_ host: String) { #expect(Self.owners(host) == [.amazon]) }
    @Test(arguments: azure) func azures(_ host: String) { #expect(Self.owners(host) == [.azure]) }

    /// How a host that is a cloud's is made into one that is not.
    private static let disguises: [@Sendable (String) -> String] = [
        { "\($0).evil.test" }, { "\($0)." }, { ".\($0)" }, { "\($0):443" }, { "\($0):5000" },
        { $0.uppercased() }, { "user@\($0)" }, { "user:password@\($0)" }, { "\($0)@evil.test" }, { "\($0)/evil.test" },
        { "\($0)\\evil.test" }, { "\($0)#evil.test" }, { "\($0)?evil.test" }, { "\($0)%2eevil.test" }, { "\($0)\u{0}" },
        { " \($0)" }, { "\($0) " }, { "\($0)\n" }, { "https://\($0)" }, { $0.replacing(".", with: "..") },
        { $0.replacing(".", with: "\u{3002}") }, { $0.replacing(".", with: "-") }, { "a.b.\($0)" },
        { $0.replacing("o", with: "\u{043e}").replacing("a", with: "\u{0430}") }, { "[\($0)]" }, { "\($0).com" },
    ]

    @Test(arguments: disguises.indices) func disguised(_ index: Int) {
        for host in Self.google + Self.amazon + Self.azure {
            #expect(Self.owners(Self.disguises[index](host)).isEmpty, "\(host)")
        }
    }

    @Test(arguments: [
        "evil-gcr.io", "evilgcr.io", "evil-123456789012.dkr.ecr.us-east-1.amazonaws.com", "pkg.dev", "-docker.pkg.dev",
        "us-npm.pkg.dev", "evil.us-docker.pkg.dev", "gcr.io.us-docker.pkg.dev", "a.b.gcr.io",
        "12345678901.dkr.ecr.us-east-1.amazonaws.com", "1234567890123.dkr.ecr.us-east-1.amazonaws.com",
        "12345678901a.dkr.ecr.us-east-1.amazonaws.com", "١٢٣٤٥٦٧٨٩٠١٢.dkr.ecr.us-east-1.amazonaws.com",
        "123456789012.dkr.ecr.us-east-1.amazonaws.com.cn", "123456789012.dkr.ecr.cn-north-1.amazonaws.com",
        "123456789012.dkr.ecr.evil.test", "x.123456789012.dkr.ecr.us-east-1.amazonaws.com", "evil-public.ecr.aws",
        "123456789012.dkr.ecr.us/-east-1.amazonaws.com", "123456789012.dkr.ecr.us-east-1.on.aws",
        "123456789012.dkr-ecr",
        "123456789012.dkr-ecr.us-east-1.amazonaws.com", "123456789012.dkr.ecr.us-east-1.s3.amazonaws.com",
        "123456789012.dkr.s3.us-east-1.amazonaws.com", "123456789012.dkr.ecr.us-east-1.evil.com.amazonaws.com",
        "123456789012", "azurecr.io", "a.b.azurecr.io", "evilazurecr.io", "x.azurecr.com", "x.azurecr.io.cn",
        "_x.azurecr.io", "metadata.google.internal", "169.254.169.254", "localhost", "",
    ])
    func nobodys(_ host: String) { #expect(Self.owners(host).isEmpty) }
}
