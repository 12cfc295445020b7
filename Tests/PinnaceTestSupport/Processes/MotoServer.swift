import Foundation

/// AWS as moto simulates it, on 127.0.0.1, stopped when the last reference goes. It answers whoever signs.
package final class MotoServer: Sendable {
    package let endpoint: String
    private let port: Int
    private let process: ChildProcess
    private let directory: TemporaryDirectory

    package static func start() async throws -> MotoServer {
        let directory = try TemporaryDirectory("moto")
        let port = ServerPort.free()
        let process = try ChildProcess(
            try await PythonTools.interpreter(having: "moto.server"),
            ["-m", "moto.server", "-H", "127.0.0.1", "-p", "\(port)"], log: directory.path("log"))
        try await process.waitUntilListening(on: port)
        return MotoServer(port, process, directory)
    }

    private init(_ port: Int, _ process: ChildProcess, _ directory: TemporaryDirectory) {
        self.port = port
        self.process = process
        self.directory = directory
        endpoint = "http://127.0.0.1:\(port)"
    }

    package func stop() { process.stop() }

    /// What a client needs to ask it.
    package var environment: [String: String] {
        [
            "AWS_ENDPOINT_URL": endpoint, "AWS_ACCESS_KEY_ID": "test", "AWS_SECRET_ACCESS_KEY": "test",
            "PINNACE_CLOUD_CREDENTIALS": "aws",
        ]
    }

    /// Calls ECR's API for a test's own purposes.
    @discardableResult
    package func ecr(_ operation: String, _ body: String) async throws -> String {
        let answer = try await LoopbackHTTP.send(
            "POST", "/", port: port,
            headers: [
                ("Content-Type", "application/x-amz-json-1.1"),
                ("X-Amz-Target", "AmazonEC2ContainerRegistry_V20150921.\(operation)"),
                (
                    "Authorization",
                    "AWS4-HMAC-SHA256 Credential=test/20260101/us-east-1/ecr/aws4_request, SignedHeaders=host, Signature=0"
                ),
            ], body: Array(body.utf8))
        let text = String(decoding: answer.body, as: UTF8.self)
        guard answer.status == 200 else { throw TestSupportError("\(operation): \(answer.start)\n\(text)") }
        return text
    }

    /// The repository, the image in it, and a finished scan of each platform's manifest, with one finding of each kind.
    package func scanned(_ image: BuiltImage, in repository: String) async throws {
        try await ecr("CreateRepository", #"{"repositoryName":"\#(repository)"}"#)
        for manifest in image.children {
            let text = String(decoding: try JSONEncoder().encode(manifest.text), as: UTF8.self)
            try await ecr(
                "PutImage",
                #"{"repositoryName":"\#(repository)","imageDigest":"\#(manifest.digest)","imageManifest":\#(text),"#
                    + #""imageManifestMediaType":"\#(manifest.mediaType)"}"#)
            try await ecr(
                "StartImageScan",
                #"{"repositoryName":"\#(repository)","imageId":{"imageDigest":"\#(manifest.digest)"}}"#)
        }
    }

    /// A tag on a manifest that is in the repository, or comes with it.
    package func tag(_ manifest: BuiltImage.Content, as tag: String, in repository: String) async throws {
        let text = String(decoding: try JSONEncoder().encode(manifest.text), as: UTF8.self)
        try await ecr(
            "PutImage",
            #"{"repositoryName":"\#(repository)","imageTag":"\#(tag)","imageManifest":\#(text),"#
                + #""imageManifestMediaType":"\#(manifest.mediaType)"}"#)
    }
}
