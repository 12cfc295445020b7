import Foundation
import YAMLSource

/// Renders folders with the `kubectl kustomize` of this machine, all of them in one process.
struct KustomizeRenderer {
    /// Where an image stands in what is rendered.
    struct Place: Hashable {
        let object: String
        /// `containers[0]`
        let container: String
    }

    struct Failure: Error, CustomStringConvertible {
        let description: String
    }

    /// `nil` where no kubectl of at least 1.27 is installed.
    static let installed: KustomizeRenderer? = {
        guard let output = try? run(["version", "--client"]), let start = output.range(of: "Client Version: v1.") else {
            return nil
        }
        let minor = Int(output[start.upperBound...].prefix(while: \.isNumber)) ?? 0
        return minor >= 27 ? KustomizeRenderer() : nil
    }()

    /// The images of every folder. Each is wrapped in a kustomization of its own that puts its number behind all names.
    func images(of folders: [String], in files: [String: String]) throws -> [[Place: String]] {
        let root = FileManager.default.temporaryDirectory.appendingPathComponent("kustomize-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: root) }
        var files = files
        for (number, folder) in folders.enumerated() {
            files["wrap/w\(number)/kustomization.yaml"] = "resources:\n  - ../../\(folder)\nnameSuffix: .w\(number)\n"
        }
        // Kustomize's time grows with the square of what it renders at once.
        let batches = stride(from: 0, to: folders.count, by: 50).map { $0..<min($0 + 50, folders.count) }
        for batch in batches {
            let wrapped = batch.map { "  - ../wrap/w\($0)\n" }.joined()
            files["batch\(batch.lowerBound)/kustomization.yaml"] = "resources:\n" + wrapped
        }
        for (path, text) in files {
            let file = root.appendingPathComponent(path)
            try FileManager.default.createDirectory(
                at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(text.utf8).write(to: file)
        }
        var images: [[Place: String]] = Array(repeating: [:], count: folders.count)
        for batch in batches {
            try Self.read(try Self.run(["kustomize", root.path + "/batch\(batch.lowerBound)"]), &images)
        }
        return images
    }

    private static func read(_ output: String, _ images: inout [[Place: String]]) throws {
        for document in try YAMLStream(parsing: SourceText(output)).documents {
            guard let name = document["metadata"]?["name"]?.string, let end = name.range(of: ".w", options: .backwards),
                let number = Int(name[end.upperBound...]), let spec = document["spec"]?["template"]?["spec"]
            else { continue }
            for list in ["containers", "initContainers"] {
                for (position, container) in (spec[list].map { Array($0.elements) } ?? []).enumerated() {
                    let place = Place(object: String(name[..<end.lowerBound]), container: "\(list)[\(position)]")
                    images[number][place] = container["image"]?.string ?? ""
                }
            }
        }
    }

    private static func run(_ arguments: [String]) throws -> String {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["kubectl"] + arguments
        let (output, errors) = (
            Pipe(), FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
        )
        try Data().write(to: errors)
        defer { try? FileManager.default.removeItem(at: errors) }
        process.standardOutput = output
        process.standardError = try FileHandle(forWritingTo: errors)
        try process.run()
        let data = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else {
            throw Failure(description: (try? String(contentsOf: errors, encoding: .utf8)) ?? "kubectl failed")
        }
        return String(decoding: data, as: UTF8.self)
    }
}
