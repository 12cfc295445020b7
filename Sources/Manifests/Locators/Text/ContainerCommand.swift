/// The commands that take an image where a shell's words alone tell so.
enum ContainerCommand {
    private static let runtimes = ["docker", "podman", "nerdctl"]
    private static let verbs = ["run", "create", "pull"]
    private static let flags = ["image", "image-url", "container-image", "docker-image", "docker-repository"]
    private static let clusterTools = ["kubectl", "oc", "k", "microk8s"]

    /// Whether any of the words can stand in a line: one pass without splitting it.
    static func mayStand(in line: ArraySlice<UInt8>) -> Bool {
        for offset in line.indices {
            switch line[offset] {
            case UInt8(ascii: "d"), UInt8(ascii: "p"), UInt8(ascii: "n"):
                if runtimes.contains(where: { line[offset...].starts(with: $0.utf8) }) { return true }
            case UInt8(ascii: "-"):
                if flags.contains(where: { line[offset...].dropFirst().starts(with: "-\($0)".utf8) }) { return true }
            default: continue
            }
        }
        return false
    }

    /// The images of every command in the words.
    static func images(in words: [ShellLine.Word], of bytes: ArraySlice<UInt8>) -> [ShellLine.Word] {
        words.split { isSeparator($0, bytes) }.flatMap { command in
            [runImage(command, bytes)].compactMap(\.self) + flagImages(command, bytes) + schemeImages(command, bytes)
        }.filter { isLiteral(bytes[$0]) }
    }

    private static func isSeparator(_ word: ShellLine.Word, _ bytes: ArraySlice<UInt8>) -> Bool {
        word.count == 1 && ShellLine.isSeparator(bytes[word.lowerBound])
    }

    /// `docker run`, `docker container run`, `docker image pull`, behind `sudo`, `@` or a variable's assignment.
    private static func runImage(_ command: ArraySlice<ShellLine.Word>, _ bytes: ArraySlice<UInt8>) -> ShellLine.Word? {
        let isRuntime = { (word: ShellLine.Word) in
            let name = bytes[word].drop { "@-+".utf8.contains($0) }
            let program = name.split(separator: UInt8(ascii: "/")).last ?? name
            return runtimes.contains { program.elementsEqual($0.utf8) }
        }
        guard let program = command.firstIndex(where: isRuntime) else { return nil }
        var rest = command[(program + 1)...]
        while let word = rest.first,
            equals(word, ["container", "image"], bytes) || bytes[word].first == UInt8(ascii: "-")
        {
            rest = rest.dropFirst()
        }
        guard let verb = rest.first, equals(verb, verbs, bytes) else { return nil }
        return DockerRunOptions.image(in: rest.dropFirst(), of: bytes)
    }

    /// `--image=X` and `--image X`. Names of disk images and of other things are told apart by their lacking host.
    private static func flagImages(_ command: ArraySlice<ShellLine.Word>, _ bytes: ArraySlice<UInt8>) -> [ShellLine
        .Word]
    {
        let isClusterTool = command.first.map { equals($0, clusterTools, bytes) } ?? false
        return command.indices.compactMap { position in
            let word = bytes[command[position]]
            guard word.starts(with: "--".utf8) else { return nil }
            let name = word.dropFirst(2).prefix { $0 != UInt8(ascii: "=") }
            guard flags.contains(where: { name.elementsEqual($0.utf8) }) else { return nil }
            let next = position + 1 < command.endIndex ? command[position + 1] : nil
            let value = name.endIndex < word.endIndex ? unquoted((name.endIndex + 1)..<word.endIndex, bytes) : next
            return value.flatMap { isClusterTool || hasHost(bytes[$0]) ? $0 : nil }
        }
    }

    /// `docker://alpine:3`, as skopeo and podman read it.
    private static func schemeImages(
        _ command: ArraySlice<ShellLine.Word>, _ bytes: ArraySlice<UInt8>
    ) -> [ShellLine.Word] {
        let scheme = "docker://"
        return command.compactMap { word in
            bytes[word].starts(with: scheme.utf8) ? (word.lowerBound + scheme.utf8.count)..<word.upperBound : nil
        }
    }

    private static func equals(_ word: ShellLine.Word, _ names: [String], _ bytes: ArraySlice<UInt8>) -> Bool {
        names.contains { bytes[word].elementsEqual($0.utf8) }
    }

    private static func unquoted(_ word: ShellLine.Word, _ bytes: ArraySlice<UInt8>) -> ShellLine.Word {
        let isQuote = { (byte: UInt8?) in byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") }
        guard word.count >= 2, isQuote(bytes[word].first), isQuote(bytes[word].last) else { return word }
        return (word.lowerBound + 1)..<(word.upperBound - 1)
    }

    /// A dot, a port or a variable in front of the first slash.
    private static func hasHost(_ value: ArraySlice<UInt8>) -> Bool {
        guard let slash = value.firstIndex(of: UInt8(ascii: "/")) else { return false }
        return value[..<slash].contains { ".:$".utf8.contains($0) }
    }

    /// What is a variable as a whole, or cannot be an image, names nothing.
    private static func isLiteral(_ word: ArraySlice<UInt8>) -> Bool {
        guard let first = word.first, first != UInt8(ascii: "-"), !word.contains(where: { $0 <= 0x20 }) else {
            return false
        }
        // `$@` is what the script was given.
        guard !word.elementsEqual("$@".utf8), !word.elementsEqual("$*".utf8) else { return false }
        return TemplateSpan.end(at: word.startIndex, in: word) != word.endIndex && !"<.~/\\\"'".utf8.contains(first)
            && !word.elementsEqual("null".utf8)
    }
}
