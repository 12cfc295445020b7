import Crypto

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// The way from an entry to a root of the log that the log has signed (RFC 9162, 2.1.3; the checkpoint is a signed note of
/// C2SP, "tlog-checkpoint").
struct InclusionProof: Decodable {
    struct Checkpoint: Decodable { let envelope: String }

    let logIndex: SigstoreBundle.Number
    let rootHash: Data
    let treeSize: SigstoreBundle.Number
    let hashes: [Data]?
    let checkpoint: Checkpoint?

    func check(_ body: [UInt8], by logs: [TrustedRoot.Log]) throws(SignatureError) {
        guard isProven(body) else {
            throw SignatureError("has a proof that does not lead from its entry to the log's root")
        }
        guard let note = checkpoint.flatMap({ CheckpointNote($0.envelope) }), note.size == treeSize.value,
            note.root == Array(rootHash)
        else { throw SignatureError("has a proof without a checkpoint of the same root") }
        let isSigned = note.signatures.contains { signature in
            logs.contains { $0.id.starts(with: signature.hint) && $0.key.isValid(signature.bytes, for: note.text) }
        }
        guard isSigned else { throw SignatureError("has a checkpoint that its log did not sign") }
    }

    private func isProven(_ body: [UInt8]) -> Bool {
        guard logIndex.value >= 0, logIndex.value < treeSize.value else { return false }
        var (node, last) = (logIndex.value, treeSize.value - 1)
        var hash = Array(SHA256.hash(data: [0] + body))
        for sibling in hashes ?? [] {
            guard last > 0 else { return false }
            if node % 2 == 1 || node == last {
                hash = Array(SHA256.hash(data: [1] + Array(sibling) + hash))
                while node % 2 == 0, node > 0 { (node, last) = (node >> 1, last >> 1) }
            } else {
                hash = Array(SHA256.hash(data: [1] + hash + Array(sibling)))
            }
            (node, last) = (node >> 1, last >> 1)
        }
        return last == 0 && hash == Array(rootHash)
    }
}

/// A log's size and root, as text with signatures under it.
struct CheckpointNote {
    struct Signature {
        /// The beginning of the log's name.
        let hint: [UInt8]
        let bytes: [UInt8]
    }

    let text: [UInt8]
    let size: Int64
    let root: [UInt8]
    let signatures: [Signature]

    init?(_ envelope: String) {
        guard let gap = envelope.firstRange(of: "\n\n") else { return nil }
        let body = envelope[..<gap.lowerBound] + "\n"
        let lines = body.split(separator: "\n", omittingEmptySubsequences: false)
        guard lines.count >= 4, !lines[0].isEmpty, let size = Int64(lines[1]),
            let root = Data(base64Encoded: String(lines[2]))
        else { return nil }
        text = Array(body.utf8)
        self.size = size
        self.root = Array(root)
        signatures = envelope[gap.upperBound...].split(separator: "\n").compactMap { line in
            let words = line.split(separator: " ")
            guard words.count == 3, words[0] == "\u{2014}", let data = Data(base64Encoded: String(words[2])),
                data.count > 4
            else { return nil }
            return Signature(hint: Array(data.prefix(4)), bytes: Array(data.dropFirst(4)))
        }
    }
}
