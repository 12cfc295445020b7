import Testing

/// Where in a run its process is killed. Each is seen from outside: by the server, by the program that signs, or by what
/// a run tells with `--verbose`.
enum KillPhase: String, CaseIterable, Sendable, CustomTestStringConvertible {
    case fetch, scan, resolve
    case treeWritten = "tree written"
    case commitWritten = "commit written"
    case pushBegun = "push begun"
    case packSent = "pack sent"
    case answerAwaited = "answer awaited"
    case mirrorUpdated = "mirror updated"
    case mirrorTidied = "mirror tidied"

    var testDescription: String { rawValue }

    /// The server's mark for it, where the server does it; by turns where it has several.
    func mark(_ round: Int) -> String? {
        let isEven = round.isMultiple(of: 2)
        return switch self {
        case .fetch: isEven ? "upload-refs" : "upload-pack"
        case .pushBegun: "receive-refs"
        case .packSent: "receive-pack"
        case .answerAwaited: isEven ? "pre-receive" : "post-receive"
        case .mirrorUpdated: "answered"
        case .treeWritten: "sign"
        case .mirrorTidied: "packs"
        case .scan, .resolve, .commitWritten: nil
        }
    }

    /// What the run says when it gets there, where nobody else sees it.
    var line: String? {
        switch self {
        case .scan: "reading the files"
        case .resolve: "1 reference in 1 file"
        case .commitWritten: "pushing "
        default: nil
        }
    }

    /// Seconds from there on, so that the kills of a phase are spread over it.
    func delay(_ round: Int) -> String { "0.0\(["00", "01", "02", "05", "10", "20"][round % 6])" }
}
