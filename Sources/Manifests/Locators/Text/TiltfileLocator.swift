import YAMLSource

/// Tiltfiles: references that are spelled out in strings, and images on the command lines that they hand to a shell. What
/// `docker_build` and its like name is made, and stands in no registry yet (Tilt, "Tiltfile API reference").
struct TiltfileLocator: TextLocator {
    func mayClaim(_ path: RepositoryPath) -> Bool {
        path.hasName("Tiltfile") || path.isNamed("Tiltfile") || path.ends(with: ".tiltfile")
            || path.ends(with: ".Tiltfile")
    }

    func read(_ file: SourceFile, _ scan: inout FileScan) {
        let bytes = file.text.payload
        let references = JsonnetStrings(bytes, lineComments: []).flatMap { literal -> [TextReference] in
            guard !literal.isJoined, !Self.isMade(literal.range.lowerBound - 1, in: bytes) else { return [] }
            return CommandLineReferences.ranges(in: bytes[literal.range]).map {
                TextReference(range: $0, field: "string", kind: .commandLine)
            }
        }
        file.report(references, comments: ["#"], to: &scan)
    }

    /// Whether a string is the first argument of a function that builds: `docker_build('r.io/app:dev', '.')`.
    private static func isMade(_ quote: Int, in bytes: [UInt8]) -> Bool {
        guard let open = bytes[..<quote].lastIndex(where: { $0 > 0x20 }), bytes[open] == UInt8(ascii: "(") else {
            return false
        }
        let name = bytes[..<open].reversed().prefix { $0.isNameByte }.reversed()
        let word = String(decoding: Array(name), as: UTF8.self)
        return word.contains("_build") || word == "default_registry"
    }
}
