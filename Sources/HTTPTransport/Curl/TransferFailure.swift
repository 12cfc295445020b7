/// Why an attempt gave no answer, and whether another one may.
struct TransferFailure: Error {
    let error: HTTPError
    /// The connection failed, not the request: an idempotent one may be sent again.
    let isTransient: Bool

    init(_ code: HTTPError.Code, url: String, message: String, isTransient: Bool = false) {
        error = HTTPError(code, url: url, message: message)
        self.isTransient = isTransient
    }

    init(_ error: HTTPError) {
        self.error = error
        isTransient = false
    }

    static func cancelled(url: String) -> Self {
        Self(.cancelled, url: url, message: "the request was cancelled")
    }
}
