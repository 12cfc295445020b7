internal import HTTPTransport

/// Judges the head of an answer, and reads the start of an unwelcome one for its message.
struct HTTPAnswer {
    private let response: HTTPStreamingResponse
    private let operation: RemoteOperation
    private let identity: String?

    init(_ response: HTTPStreamingResponse, operation: RemoteOperation, identity: String?) {
        self.response = response
        self.operation = operation
        self.identity = identity
    }

    func check(_ service: SmartService) throws(GitError) {
        guard response.status == 200 else {
            defer { response.cancel() }
            throw error()
        }
        let expected = "application/x-\(service.program)-\(service.isAdvertisement ? "advertisement" : "result")"
        let type = response.headers["Content-Type"] ?? "none"
        guard type.lowercased().hasPrefix(expected) else {
            response.cancel()
            throw failure(.server, "the answer is not git's (Content-Type \(printable(type))); check the URL")
        }
    }

    private func error() -> GitError {
        let says = serverText()
        let words = says.isEmpty ? "" : "; the server says: \(says)"
        return switch response.status {
        case 401:
            failure(
                .authentication, "the server refused \(identity ?? "the request")\(words); check the password or token")
        case 403:
            failure(.forbidden, "\(identity ?? "an anonymous user") may not do that (403)\(words)")
        case 404, 410:
            failure(
                .repositoryNotFound,
                "there is no such repository, or \(identity ?? "an anonymous user") may not see it "
                    + "(\(response.status))\(words)")
        case 300..<400:
            failure(.server, "the server moved in the middle of the exchange (\(response.status)); use its new URL")
        default:
            failure(.server, "the server answered \(response.status)\(words)")
        }
    }

    private func failure(_ code: GitError.Code, _ message: String) -> GitError {
        GitError(code, operation: operation.description, message: message)
    }

    private func printable(_ text: String) -> String {
        var shown = ServerText()
        shown.append(text.utf8.prefix(100))
        return shown.description
    }

    /// The start of a body in plain text; a page for a browser helps nobody here.
    private func serverText() -> String {
        guard response.headers["Content-Type"]?.lowercased().hasPrefix("text/plain") == true else { return "" }
        let response = response
        let text = try? operation.blockingCall().wait { () async throws(GitError) in
            var text = ServerText()
            while text.hasRoom, let chunk = try? await response.nextChunk() { text.append(chunk) }
            return text
        }
        return text?.description ?? ""
    }
}
