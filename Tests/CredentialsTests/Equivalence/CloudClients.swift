import Foundation
import PinnaceTestSupport

/// The clouds' own client libraries, run by `Tests/CloudClients/cloud_clients.py`.
enum CloudClients {
    static func ask<Answer: Decodable>(_ question: some Encodable, _ type: Answer.Type) async throws -> Answer {
        let python = try await PythonTools.interpreter(
            having: "botocore", "google.auth", "azure.identity", "azure.containerregistry")
        let script = ProjectFile("Tests/CloudClients/cloud_clients.py").location
        let result = try await Command.run(
            python, [script], input: Array(try JSONEncoder().encode(question)), timeout: .seconds(120))
        return try JSONDecoder().decode(type, from: Data(try result.checked().utf8))
    }
}
