import YAMLSource

/// Shell scripts and Makefiles: images on command lines, which are written only where the configuration says so.
struct ScriptLocator: TextLocator {
    func mayClaim(_ path: RepositoryPath) -> Bool {
        !path.nameContains(".") || path.ends(with: ".sh") || path.ends(with: ".bash") || path.ends(with: ".mk")
            || path.isNamed("Makefile") || path.ends(with: ".just") || path.hasName(".justfile")
            || path.ends(with: ".env")
    }

    /// A file without an ending is a script if it says so in its first bytes.
    func accepts(_ path: RepositoryPath, _ bytes: [UInt8]) -> Bool {
        if path.nameContains(".") || path.nameContains("akefile") || path.nameContains("ustfile") { return true }
        let first = bytes.prefix(100).prefix { $0 != 0x0A }
        guard first.starts(with: "#!".utf8) else { return false }
        let program = first.split { $0 == UInt8(ascii: "/") || $0 <= 0x20 }.last { !$0.starts(with: "-".utf8) }
        return program.map { name in
            ["sh", "bash", "dash", "ksh", "zsh", "ash"].contains { name.elementsEqual($0.utf8) }
        }
            ?? false
    }

    func read(_ file: SourceFile, _ scan: inout FileScan) {
        let references = CommandLineReferences.ranges(in: file.text.payload[...]).map {
            TextReference(range: $0, field: "command", kind: .commandLine)
        }
        file.report(references, comments: ["#"], to: &scan)
        scan.ownNames.formUnion(BuildNames.names(in: file.text.payload[...]))
    }
}
