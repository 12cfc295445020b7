import Foundation
import PinnaceTestSupport
import Testing

@testable import Manifests

/// What a fuzz target starts from: a file in `Fuzz/Seeds/TARGET`.
struct FuzzSeed: CustomTestStringConvertible {
    enum Target: String, CaseIterable {
        case yaml = "FuzzYAML"
        case locators = "FuzzLocators"
        case text = "FuzzText"
    }

    let target: Target
    let name: String
    let path: RepositoryPath
    let content: [UInt8]

    var testDescription: String { "\(target.rawValue)/\(name)" }

    static let all = Target.allCases.flatMap(seeds)

    static func seeds(of target: Target) -> [FuzzSeed] {
        let folder = ProjectFile("Fuzz/Seeds/\(target.rawValue)").location
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        return names.sorted().compactMap { name in
            FileManager.default.contents(atPath: "\(folder)/\(name)").flatMap { FuzzSeed(target, name, Array($0)) }
        }
    }

    /// The file that a target makes of an input.
    init?(_ target: Target, _ name: String, _ input: [UInt8]) {
        self.target = target
        self.name = name
        switch target {
        case .yaml:
            guard let path = RepositoryPath("\(name).yaml") else { return nil }
            (self.path, content) = (path, input)
        case .locators:
            guard let file = FuzzedFile(input) else { return nil }
            (path, content) = (file.path, file.content)
        case .text:
            guard let path = RepositoryPath(name.replacing("+", with: "/")) else { return nil }
            (self.path, content) = (path, input)
        }
    }

    /// What the fuzz target says of it.
    func problem(of content: [UInt8]) -> String? {
        target == .yaml ? YAMLCheck.problem(content) : LocatorCheck.problem(content, as: path)
    }

    /// The locator that reads it.
    var locator: (any Locator)? {
        FileLocator.locator(of: path, content)
    }
}
