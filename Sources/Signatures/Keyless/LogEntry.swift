import Crypto

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// An entry of Rekor with its promise to be in the log, the "signed entry timestamp" (Rekor, "openapi.yaml").
struct LogEntry {
    let body: [UInt8]
    /// Seconds since 1970.
    let time: Int64
    let index: Int64
    let log: [UInt8]
    let promise: [UInt8]
    /// cosign's tags have none.
    var proof: InclusionProof?

    /// As cosign's tags keep it, under `dev.sigstore.cosign/bundle`.
    private struct Annotation: Decodable {
        struct Payload: Decodable {
            let body: Data
            let integratedTime: Int64
            let logIndex: Int64
            let logID: String
        }
        let promise: Data
        let payload: Payload

        enum CodingKeys: String, CodingKey {
            case promise = "SignedEntryTimestamp"
            case payload = "Payload"
        }
    }

    init(annotation text: String) throws(SignatureError) {
        guard let annotation = try? JSONDecoder().decode(Annotation.self, from: Data(text.utf8)),
            let log = Self.bytes(hex: annotation.payload.logID)
        else { throw SignatureError("has an entry of a transparency log that cannot be read") }
        body = Array(annotation.payload.body)
        time = annotation.payload.integratedTime
        index = annotation.payload.logIndex
        self.log = log
        promise = Array(annotation.promise)
        try checkNumbers()
    }

    private func checkNumbers() throws(SignatureError) {
        guard index >= 0, time > 0 else {
            throw SignatureError("has an entry of a transparency log that cannot be read")
        }
    }

    init(_ entry: SigstoreBundle.LogEntry, needsProof: Bool) throws(SignatureError) {
        guard entry.inclusionProof != nil || !needsProof else {
            throw SignatureError("has no proof that its entry is in the log")
        }
        guard let promise = entry.inclusionPromise, let time = entry.integratedTime else {
            throw SignatureError("has no signed entry timestamp, which alone proves when it was made")
        }
        body = Array(entry.canonicalizedBody)
        self.time = time.value
        index = entry.logIndex.value
        log = Array(entry.logId.keyId)
        self.promise = Array(promise.signedEntryTimestamp)
        proof = entry.inclusionProof
        try checkNumbers()
    }

    /// Whether a log of the trust root stands for the entry.
    func check(_ root: TrustedRoot, now: Date) throws(SignatureError) {
        guard date <= now else { throw SignatureError("says that it was made after now") }
        let logs = root.signatureLogs.filter { $0.id == log && $0.period.contains(date) }
        guard logs.contains(where: { $0.key.isValid(promise, for: message) }) else {
            throw SignatureError("has an entry of a transparency log that the trust root does not vouch for")
        }
        try proof?.check(body, by: logs)
    }

    var date: Date { Date(timeIntervalSince1970: Double(time)) }

    /// What the log signed: the entry in canonical JSON (RFC 8785).
    var message: [UInt8] {
        let hex = log.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
        let text = Data(body).base64EncodedString()
        return Array(#"{"body":"\#(text)","integratedTime":\#(time),"logID":"\#(hex)","logIndex":\#(index)}"#.utf8)
    }

    private static func bytes(hex: String) -> [UInt8]? {
        let digits = Array(hex.utf8)
        guard digits.count % 2 == 0 else { return nil }
        var bytes: [UInt8] = []
        for index in stride(from: 0, to: digits.count, by: 2) {
            guard let byte = UInt8(String(decoding: digits[index...index + 1], as: UTF8.self), radix: 16) else {
                return nil
            }
            bytes.append(byte)
        }
        return bytes
    }
}

/// What an entry says was signed, and by whom (Rekor, types `hashedrekord` 0.0.1 and `dsse` 0.0.1).
struct LogEntryBody: Decodable {
    struct Hash: Decodable {
        let algorithm: String
        let value: String
    }
    struct Key: Decodable { let content: Data }
    struct Signature: Decodable {
        let content: Data
        let publicKey: Key
    }
    struct Signed: Decodable { let hash: Hash }
    struct EnvelopeSignature: Decodable {
        let signature: Data
        let verifier: Data
    }
    struct Spec: Decodable {
        let data: Signed?
        let signature: Signature?
        let payloadHash: Hash?
        let signatures: [EnvelopeSignature]?
    }

    let kind: String
    let apiVersion: String
    let spec: Spec

    /// Whether the entry is about this very signature; anything else of the log proves nothing for it.
    static func check(
        _ bytes: [UInt8], _ signed: KeylessSignature
    ) throws(SignatureError) {
        guard let body = try? JSONDecoder().decode(Self.self, from: Data(bytes)), body.apiVersion == "0.0.1",
            let parts = body.parts
        else { throw SignatureError("has an entry of a transparency log of a kind that is not known") }
        let hash = signed.hash.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
        let blocks = try PEM.blocks(String(decoding: parts.certificate, as: UTF8.self))
        guard body.kind == (signed.isEnvelope ? "dsse" : "hashedrekord"), parts.hash.algorithm == "sha256",
            parts.hash.value == hash, Array(parts.signature) == signed.signature,
            blocks.map(\.bytes) == [signed.certificate]
        else { throw SignatureError("has an entry of a transparency log that is about something else") }
    }

    private var parts: (hash: Hash, signature: Data, certificate: Data)? {
        if let hash = spec.data?.hash, let signature = spec.signature {
            return (hash, signature.content, signature.publicKey.content)
        }
        if let hash = spec.payloadHash, let signature = spec.signatures?.first, spec.signatures?.count == 1 {
            return (hash, signature.signature, signature.verifier)
        }
        return nil
    }
}
