import YAMLSource

/// Earthfiles (Earthly, "Earthfile reference"): `FROM` as a Dockerfile has it, unless a target of an Earthfile is meant,
/// which has a `+`.
struct EarthfileLocator: Locator {
    func mayClaim(_ path: RepositoryPath) -> Bool { path.hasName("Earthfile") }

    func locate(in file: SourceFile, _ scan: inout FileScan) throws(YAMLSourceError) {
        try file.requireReadableSize()
        var reader = DockerfileReader(file.text.payload)
        reader.read()
        let references = reader.references.filter { reference in
            let text = file.text.payload[reference.range]
            return !text.contains(UInt8(ascii: "+")) && !text.elementsEqual("DOCKERFILE".utf8)
        }
        scan.occurrences += file.occurrences(of: references, comments: ["#"])
    }
}
