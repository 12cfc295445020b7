#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// An entry of Rekor, with the log's promise that it will be there or the proof that it is.
struct LogEntry {
    /// The "signed entry timestamp" (Rekor, "openapi.yaml"), which the second version of Rekor does not make.
    struct Promise {
        /// Seconds since 1970.
        let time: Int64
        let signature: [UInt8]

        var date: Date { Date(timeIntervalSince1970: Double(time)) }
    }

    let body: [UInt8]
    let index: Int64
    let log: [UInt8]
    let promise: Promise?
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
            let log = [UInt8](hexadecimal: annotation.payload.logID)
        else { throw SignatureError("has an entry of a transparency log that cannot be read") }
        body = Array(annotation.payload.body)
        index = annotation.payload.logIndex
        self.log = log
        promise = Promise(time: annotation.payload.integratedTime, signature: Array(annotation.promise))
        try checkNumbers()
    }

    private func checkNumbers() throws(SignatureError) {
        guard index >= 0, promise.map({ $0.time > 0 }) ?? true else {
            throw SignatureError("has an entry of a transparency log that cannot be read")
        }
    }

    init(_ entry: SigstoreBundle.LogEntry, needsProof: Bool) throws(SignatureError) {
        body = Array(entry.canonicalizedBody)
        index = entry.logIndex.value
        log = Array(entry.logId.keyId)
        if let promise = entry.inclusionPromise, let time = entry.integratedTime {
            self.promise = Promise(time: time.value, signature: Array(promise.signedEntryTimestamp))
        } else {
            promise = nil
        }
        proof = entry.inclusionProof
        // A promise without a time is none, so that nothing would show that the log knows the entry.
        guard proof != nil || !needsProof && promise != nil else {
            throw SignatureError("has no proof that its entry is in the log")
        }
        try checkNumbers()
    }

    /// Whether the log promised the entry, where it did so at all.
    ///
    /// - Returns: when it was entered, by the log.
    func checkPromise(_ root: TrustedRoot) throws(SignatureError) -> Date? {
        guard let promise else { return nil }
        guard
            logs(root, at: [promise.date]).contains(where: { $0.key.isValid(promise.signature, for: message(promise)) })
        else { throw Self.unknown }
        return promise.date
    }

    /// Whether the entry is in a log of the trust root that was in use all those times.
    func checkProof(_ root: TrustedRoot, at times: [Date]) throws(SignatureError) {
        let logs = logs(root, at: times)
        guard !logs.isEmpty else { throw Self.unknown }
        try proof?.check(body, by: logs)
    }

    static var unknown: SignatureError {
        SignatureError("has an entry of a transparency log that the trust root does not vouch for")
    }

    private func logs(_ root: TrustedRoot, at times: [Date]) -> [TrustedRoot.Log] {
        root.signatureLogs.filter { log in log.id == self.log && times.allSatisfy { log.period.contains($0) } }
    }

    /// What the log signed: the entry in canonical JSON (RFC 8785).
    private func message(_ promise: Promise) -> [UInt8] {
        let text = Data(body).base64EncodedString()
        let entry =
            #"{"body":"\#(text)","integratedTime":\#(promise.time),"logID":"\#(log.hexadecimal)","logIndex":\#(index)}"#
        return Array(entry.utf8)
    }
}
