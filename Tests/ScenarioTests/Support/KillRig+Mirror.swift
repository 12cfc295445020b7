import PinnaceTestSupport

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

extension KillRig {
    /// Leaves something to tidy in the mirror: by turns many small packs, a large one that nothing leads to, and packs that
    /// were superseded hours ago.
    func fillMirror(_ round: Int) async throws {
        if round == 0 { try await runOn() }
        switch round % 3 {
        case 0: try await inMirror("for i in $(seq 30); do echo \(round) $i | \(Self.pack); done")
        case 1:
            try await inMirror(
                "rm -f objects/pack/pinnace-superseded; head -c 70000000 /dev/zero | \(Self.pack); "
                    + "printf 1 > objects/pack/pinnace-measure")
        default:
            try await inMirror("test -e objects/pack/pinnace-superseded; find . -type f -exec touch -d '-2 hours' {} +")
        }
    }

    /// The mirror is whole, and nobody had to throw it away.
    func checkMirror() async throws {
        try await inMirror("git fsck --strict")
        try await inMirror("test $(ls -d ../*.git* | grep -vc '[.]lock$') = 1")
    }

    /// A blob to a pack of its own.
    private static let pack =
        "git hash-object -w --stdin | git -c pack.compression=0 pack-objects -q objects/pack/pack > /dev/null"

    private func inMirror(_ script: String) async throws {
        let command = "set -e; cd \(scratch.path("cache"))/*.git; export GIT_DIR=.; \(script)"
        try await Command.run("sh", ["-c", command], environment: GitCommandLine(scratch).environment).checked()
    }
}
