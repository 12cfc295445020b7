import Foundation

/// Reads files with PyYAML, a YAML reader of other descent than libyaml's C.
struct PyYAMLEvents {
    /// Which Python has PyYAML; `nil` where none does.
    static let interpreter = ["/usr/bin/python3", "python3"].first { run($0, ["-c", "import yaml"]) != nil }

    /// One line an event, one blank line behind each file.
    private static let script = """
        import json, sys, yaml
        styles = {None: 'plain', "'": 'single', '"': 'double', '|': 'literal', '>': 'folded'}
        for path in sys.argv[1:]:
            with open(path, 'rb') as file:
                for event in yaml.parse(file.read(), Loader=yaml.SafeLoader):
                    if isinstance(event, yaml.ScalarEvent):
                        print('scalar', json.dumps([event.anchor, event.tag, event.value, styles[event.style or None]]))
                    elif isinstance(event, yaml.AliasEvent):
                        print('alias', event.anchor)
                    elif isinstance(event, (yaml.MappingStartEvent, yaml.SequenceStartEvent)):
                        kind = 'mapping' if isinstance(event, yaml.MappingStartEvent) else 'sequence'
                        print(kind, json.dumps([event.anchor, event.tag, bool(event.flow_style)]))
                    elif isinstance(event, yaml.DocumentStartEvent):
                        print('document')
                    elif isinstance(event, yaml.CollectionEndEvent):
                        print('end')
            print()
        """

    /// The events of each file.
    static func events(of files: [[UInt8]]) throws -> [[String]] {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("pinnace-\(UUID())")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let paths = try files.enumerated().map { index, bytes in
            let file = folder.appendingPathComponent("\(index).yaml")
            try Data(bytes).write(to: file)
            return file.path
        }
        guard let interpreter, let output = run(interpreter, ["-c", script] + paths) else { return [] }
        return output.components(separatedBy: "\n\n").dropLast().map {
            $0.split(separator: "\n").map(String.init)
        }
    }

    /// What a program writes; `nil` where it cannot be run or fails.
    private static func run(_ program: String, _ arguments: [String]) -> String? {
        let process = Process()
        let output = Pipe()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = [program] + arguments
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        guard (try? process.run()) != nil else { return nil }
        let data = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return process.terminationStatus == 0 ? String(decoding: data, as: UTF8.self) : nil
    }
}
