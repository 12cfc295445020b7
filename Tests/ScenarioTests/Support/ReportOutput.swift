import Foundation
import PinnaceTestSupport

/// What `report --format json` prints, as far as the scenarios look into it.
struct ReportOutput: Decodable {
    struct Counts: Decodable {
        let references: Int
        let pins: [String: Int]
        let left: Int
        let moved: Int
    }

    struct Host: Decodable {
        let host: String?
        let counts: Counts
    }

    struct Left: Decodable {
        let file: String
        let from: String
        let to: String?
        let reason: String?
    }

    struct Point: Decodable {
        let time: String
        let left: Int
        let moved: Int
        let pinned: Int
    }

    struct History: Decodable {
        let points: [Point]
    }

    struct BaseImage: Decodable {
        let reference: String
        let state: String
        let built: String?
        let current: String?
        let reason: String?
    }

    let kind: String
    let summary: Counts
    let hosts: [Host]
    let left: [Left]
    let history: History?
    let baseImages: [BaseImage]?

    init(_ result: Command.Result) throws {
        do {
            self = try JSONDecoder().decode(ReportOutput.self, from: Data(result.outputBytes))
        } catch {
            throw TestSupportError("this is not a report (\(error)): \(result)")
        }
    }
}
