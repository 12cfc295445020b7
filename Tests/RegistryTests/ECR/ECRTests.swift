import Credentials
import HTTPTransport
import ImageModel
import PinnaceTestSupport
import Testing

@testable import Registry

/// ECR's own API, as moto simulates it.
@Suite struct ECRTests {
    private static let host = "123456789012.dkr.ecr.us-east-1.amazonaws.com"

    private func service(_ moto: MotoServer) throws -> ECRService {
        try #require(ECRService(environment: moto.environment, http: CURLClient(HTTPClientConfiguration())))
    }

    private func repository(_ path: String, host: String = host) throws -> ImageRepository {
        try ImageRepository(parsing: "\(host)/\(path)")
    }

    @Test func repositoriesAreMadeAsConfigured() async throws {
        let moto = try await MotoServer.start()
        var wanted = NewRepositories()
        wanted.tags = .immutable
        wanted.scan = .onPush
        wanted.encryption = .kms
        wanted.kmsKey = "arn:aws:kms:us-east-1:123456789012:key/x"
        let configured = ECRRepositories(try service(moto), settings: [Self.host: wanted])
        let plain = ECRRepositories(try service(moto), settings: [:])
        try await configured.create(try repository("team/app"))
        // Somebody else was faster: as good.
        try await configured.create(try repository("team/app"))
        try await plain.create(try repository("plain"))
        let text = try await moto.ecr("DescribeRepositories", "{}").replacing(" ", with: "")
        let made = text.split(separator: #""repositoryArn""#).first { $0.contains("team/app") } ?? ""
        #expect(made.contains(#""imageTagMutability":"IMMUTABLE""#))
        #expect(made.contains(#""scanOnPush":true"#))
        #expect(made.contains(#""encryptionType":"KMS","kmsKey":"arn:aws:kms:us-east-1:123456789012:key/x""#))
        let other = text.split(separator: #""repositoryArn""#).first { $0.contains("/plain") } ?? ""
        #expect(other.contains(#""imageTagMutability":"MUTABLE""#))
        #expect(other.contains(#""scanOnPush":false"#))
        #expect(other.contains(#""encryptionType":"AES256""#))
    }

    @Test(arguments: [
        (host, true), ("123456789012.dkr.ecr.us-east-1.amazonaws.com.evil.test", false), ("public.ecr.aws", false),
        ("gcr.io", false), ("127.0.0.1:5000", false), ("123456789012.dkr-ecr.eu-west-1.on.aws", true),
    ])
    func itsHostsAlone(_ host: String, _ isItsOwn: Bool) throws {
        let environment = ["AWS_ACCESS_KEY_ID": "x", "AWS_SECRET_ACCESS_KEY": "x"]
        let service = try #require(
            ECRService(environment: environment, http: CURLClient(HTTPClientConfiguration())))
        let repository = try repository("app", host: host)
        #expect(ECRRepositories(service, settings: [:]).creates(repository) == isItsOwn)
        #expect(ECRScans(service).knows(repository) == isItsOwn)
        #expect(
            ECRService(environment: ["PINNACE_CLOUD_CREDENTIALS": ""], http: CURLClient(HTTPClientConfiguration()))
                == nil)
    }

    @Test func findingsOfAScan() async throws {
        let moto = try await MotoServer.start()
        let scans = ECRScans(try service(moto))
        let image = try ImageBuilder(seed: "scanned").index(["linux/amd64"])
        try await moto.scanned(image, in: "team/app")
        let digest = try #require(image.children.first.flatMap { Digest($0.digest[...]) })
        let repository = try repository("team/app")
        #expect(try await scans.findings(of: digest, in: repository).counts == ["HIGH": 1])
        let unknown = await #expect(throws: RegistryError.self) {
            try await scans.findings(of: digest, in: try self.repository("other"))
        }
        #expect(
            unknown?.message.hasPrefix(
                "ECR did not tell what its scan found of \(Self.host)/other: RepositoryNotFoundException") == true)
    }

    /// The scan of an image may not have ended, and the service may refuse.
    @Test(arguments: [
        (
            200, #"{"imageScanStatus":{"status":"IN_PROGRESS"}}"#,
            "has a scan that is IN_PROGRESS: there are no findings to judge by", ReasonCode.scanFindings
        ),
        (
            400, ##"{"__type":"com.amazonaws#ScanNotFoundException","message":"no"}"##,
            "has not been scanned: turn scan on push on, or start one", .scanFindings
        ),
        (
            400, #"{"__type":"AccessDeniedException","Message":"not you"}"#,
            "ECR did not tell what its scan found of \(host)/app: AccessDeniedException, not you", .unauthorized
        ),
        (404, "<html>", "ECR did not tell what its scan found of \(host)/app: status 404", .registryUnavailable),
    ])
    func whatECRMaySay(_ status: Int, _ body: String, _ message: String, _ reason: ReasonCode) async throws {
        let server = try ScriptedHTTPServer.start { _ in .text(body, status: status) }
        defer { server.stop() }
        let configuration = HTTPClientConfiguration()
        let environment = [
            "AWS_ENDPOINT_URL": "http://127.0.0.1:\(server.port)", "AWS_ACCESS_KEY_ID": "x",
            "AWS_SECRET_ACCESS_KEY": "hunter2",
        ]
        let service = try #require(ECRService(environment: environment, http: CURLClient(configuration)))
        let digest = try #require(Digest("sha256:\(String(repeating: "a", count: 64))"[...]))
        let error = await #expect(throws: RegistryError.self) {
            try await ECRScans(service).findings(of: digest, in: try self.repository("app"))
        }
        #expect(error?.message.hasSuffix(message) == true, "\(error?.message ?? "")")
        #expect(error?.reason == reason)
        #expect(server.requests.allSatisfy { !$0.target.contains("hunter2") })
    }
}
