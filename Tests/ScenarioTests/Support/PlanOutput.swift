import Foundation
import PinnaceTestSupport

/// What `--format json` prints for a plan, as far as the scenarios look into it.
struct PlanOutput: Decodable {
    struct Summary: Decodable {
        let changes: Int
        let held: Int
        let blocked: Int
    }

    struct Reference: Decodable {
        struct Source: Decodable {
            let readable: Bool
            let digest: String?
            let identical: Bool?
        }

        let file: String
        let line: Int
        let from: String
        let to: String?
        let status: String
        let reason: String?
        let message: String?
        let rule: String?
        let digest: String?
        let platforms: [String]?
        let source: Source?
    }

    struct Recorded: Decodable {
        let earliest: String
        let latest: String
    }

    let kind: String
    let recorded: Recorded?
    let summary: Summary
    let references: [Reference]

    init(_ result: Command.Result) throws {
        do {
            self = try JSONDecoder().decode(PlanOutput.self, from: Data(result.outputBytes))
        } catch {
            throw TestSupportError("this is not a plan (\(error)): \(result)")
        }
    }

    /// The references whose image, wherever it is, has the name.
    func references(to name: String) -> [Reference] {
        references.filter { $0.from.contains("/\(name):") || $0.from.contains("/\(name)@") }
    }
}
