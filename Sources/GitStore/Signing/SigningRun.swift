/// One run of a signing program.
struct SigningRun {
    let signer: CommitSigner
    let cancellation: GitCancellation

    static let operation = "sign the commit"
    /// A signature with a long chain of certificates is a few kilobytes.
    private static let mostBytes = 1 << 20
    /// After the end of its output, a program gets this long to end itself.
    private static let patienceAtEnd = Duration.seconds(5)

    /// git passes the commit as a file, and some programs that stand in for `ssh-keygen` read nothing else.
    func ssh(_ content: [UInt8]) throws(GitError) -> String {
        let folder = try SigningFolder()
        let file = try folder.write("commit", content)
        let key = try keyFile(in: folder)
        _ = try run(
            [signer.program, "-Y", "sign", "-n", "git", "-f", key, file], input: [], environment: unattended)
        return try checked(folder.read("commit.sig", limit: Self.mostBytes), says: "")
    }

    func gpg(_ content: [UInt8]) throws(GitError) -> String {
        let arguments = [signer.program, "--status-fd=2", "-bsau", signer.key]
        let (output, words) = try run(arguments, input: content, environment: signer.environment)
        guard words.contains("[GNUPG:] SIG_CREATED ") else { throw failed("it made no signature", words) }
        return try checked(output, says: words)
    }

    /// A key that is written out is looked up in the agent by its file.
    private func keyFile(in folder: SigningFolder) throws(GitError) -> String {
        if let literal = SSHKeyText(signer.key) {
            return try folder.write("key.pub", Array((literal.text + "\n").utf8))
        }
        return HomePath.expanded(signer.key, signer.environment)
    }

    /// Nobody is there to answer `ssh-keygen` on a terminal; a program of the user's that asks in a window may.
    private var unattended: [String: String] {
        guard signer.environment["SSH_ASKPASS"] == nil else { return signer.environment }
        return signer.environment.merging(["SSH_ASKPASS": "false", "SSH_ASKPASS_REQUIRE": "force"]) { $1 }
    }

    private func run(
        _ arguments: [String], input: [UInt8], environment: [String: String]
    ) throws(GitError) -> (output: [UInt8], words: String) {
        let process = try ChildProcess(arguments, environment: environment, operation: Self.operation)
        let output = try output(of: process, input)
        let status = process.finish(patience: Self.patienceAtEnd)
        let words = process.errorText.description
        guard status == 0 else { throw failed("it ended with status \(status)", words) }
        return (output, words)
    }

    private func output(of process: ChildProcess, _ input: [UInt8]) throws(GitError) -> [UInt8] {
        let waiting = ChildProcessWait(cancellation: cancellation, idle: signer.patience, operation: Self.operation)
        do throws(GitError) {
            return try process.exchange(input, limit: Self.mostBytes, waiting: waiting)
        } catch  where error.code == .timedOut {
            throw GitError(
                .timedOut, operation: Self.operation,
                message: "\(signer.program) gave no answer for \(signer.patience); if it asks for a passphrase or a "
                    + "touch, unlock the key first. Nothing was committed")
        }
    }

    private func checked(_ signature: [UInt8], says words: String) throws(GitError) -> String {
        let text = String(decoding: signature.filter { $0 != UInt8(ascii: "\r") }, as: UTF8.self)
        guard text.hasPrefix(signer.format.opening), !text.contains("\0") else {
            throw failed("what it wrote is no \(signer.format.rawValue) signature", words)
        }
        return text
    }

    private func failed(_ what: String, _ words: String) -> GitError {
        let said = words.split(separator: "; ").filter { !$0.hasPrefix("[GNUPG:]") }.joined(separator: "; ")
        return GitError(
            .signing, operation: Self.operation,
            message: "\(signer.program): \(said.isEmpty ? what : said); check the signing key "
                + "'\(SSHKeyText.shown(signer.key))'. Nothing was committed")
    }
}
