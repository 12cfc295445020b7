import YAMLSource

/// Earthfiles (Earthly, "Earthfile reference"): `FROM` as a Dockerfile has it, unless a target of an Earthfile is meant,
/// which has a `+`.
struct EarthfileLocator: TextLocator {
    func mayClaim(_ path: RepositoryPath) -> Bool { path.hasName("Earthfile") }

    func read(_ file: SourceFile, _ scan: inout FileScan) {
        var reader = DockerfileReader(file.text.payload)
        reader.read()
        let references = reader.references.filter { reference in
            let text = file.text.payload[reference.range]
            return !text.contains(UInt8(ascii: "+")) && !text.elementsEqual("DOCKERFILE".utf8)
        }
        file.report(references, comments: ["#"], to: &scan)
    }
}
