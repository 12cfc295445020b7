import Manifests

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

@main
struct PinnaceBench {
    private static let usage = """
        usage: PinnaceBench write manifests|deployments FOLDER    write a corpus
               PinnaceBench edit FOLDER ROUNDS                    locate and edit everything; CPU milliseconds a round

        """

    static func main() throws {
        let arguments = Array(CommandLine.arguments.dropFirst())
        switch arguments.first {
        case "write" where arguments.count == 3:
            guard let corpus = Corpus(rawValue: arguments[1]) else { return fail() }
            try Folder(path: arguments[2]).write(corpus)
        case "edit" where arguments.count == 3:
            guard let rounds = Int(arguments[2]) else { return fail() }
            try edit(Folder(path: arguments[1]), rounds)
        default: fail()
        }
    }

    private static func edit(_ folder: Folder, _ rounds: Int) throws {
        let files = try folder.read().compactMap { file in RepositoryPath(file.path).map { ($0, file.bytes) } }
        for number in 1...max(1, rounds) {
            var round = EditingRound()
            let start = clock()
            try round.run(files)
            print(Double(clock() - start) / Double(CLOCKS_PER_SEC) * 1_000)
            if number == rounds {
                print("# \(files.count) files, \(round.references) references, \(round.editedFiles) files edited")
            }
        }
    }

    private static func fail() {
        print(usage, terminator: "")
        exit(64)
    }
}
