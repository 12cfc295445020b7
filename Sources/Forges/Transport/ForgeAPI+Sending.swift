import HTTPTransport

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

extension ForgeAPI {
    /// Waits this often for a limit that ends soon.
    private static let waits = 3
    /// A limit that lasts longer is an error: the next run tries again.
    private static let longestWait: Duration = .seconds(90)

    /// A request that a limit held back was not done, so that it may be sent again whatever it is.
    func send(_ request: HTTPRequest) async throws(ForgeError) -> HTTPResponse {
        var request = request
        for field in headers.fields { request.headers[field.name] = field.value }
        request.options.redirects = request.method == .get ? .follow(limit: 3) : .refuse
        for _ in 1...Self.waits {
            let response = try await authorized(&request)
            // Azure DevOps answers a stranger with 203 and a page to sign in.
            guard !response.isSuccess || response.status == 203 else { return response }
            guard let limit = RateLimit(response) else { throw failure(response) }
            guard let pause = limit.pause, pause <= Self.longestWait else { throw limited(limit) }
            do { try await sleep(pause) } catch { throw cancelled }
        }
        throw limited(nil)
    }

    /// A token that was taken back before its end is asked for anew, once.
    private func authorized(_ request: inout HTTPRequest) async throws(ForgeError) -> HTTPResponse {
        let header = try await authorization.header()
        authorize(&request, header)
        let response = try await exchange(request)
        guard response.status == 401, authorization.forget(header) else { return response }
        authorize(&request, try await authorization.header())
        return try await exchange(request)
    }

    private func authorize(_ request: inout HTTPRequest, _ header: ForgeAuthorization.Header) {
        if header.name == "Authorization" {
            request.authorization = header.value
        } else {
            request.secretHeaders[header.name] = header.value
        }
    }

    private func exchange(_ request: HTTPRequest) async throws(ForgeError) -> HTTPResponse {
        do throws(HTTPError) {
            return try await http.send(request)
        } catch {
            if error.code == .cancelled { throw cancelled }
            throw ForgeError(.unreachable, subject: subject, "it did not answer: \(error.message)")
        }
    }

    private var cancelled: ForgeError { ForgeError(.cancelled, subject: subject, "cancelled") }

    private func limited(_ limit: RateLimit?) -> ForgeError {
        let end = limit?.pause.map { " for \($0.components.seconds) s more" } ?? ""
        return ForgeError(
            .rateLimited, subject: subject, "it limits how often it may be asked\(end); run this again later")
    }

    private func failure(_ response: HTTPResponse) -> ForgeError {
        let words = ForgeWords.text(response.body)
        let said = words.isEmpty ? "" : " (\(words))"
        let (code, message): (ForgeError.Code, String) =
            switch response.status {
            case 401, 203: (.unauthorized, "it does not know this token\(said); make a new one, or check which is set")
            case 403:
                (.forbidden, "the token may not do this\(said); it has to read the repository and write pull requests")
            case 404:
                (
                    .notFound,
                    "there is no such thing, or not for this token\(said); check the address and what the token may"
                )
            case 300..<400: (.refused, "it answers that the repository has moved; use its new address")
            case 400, 405, 406, 409, 410, 415, 422:
                (
                    Self.isDuplicate(response.status, words) ? .exists : .refused,
                    "it refuses\(said.isEmpty ? " with status \(response.status)" : said)"
                )
            default: (.server, "it failed with status \(response.status)\(said)")
            }
        return ForgeError(code, subject: subject, message)
    }

    /// GitHub: 422, "A pull request already exists for …"; GitLab: 409, "Another open merge request already exists for
    /// this source branch"; Gitea: 409, "pull request already exists for these targets"; Azure DevOps: 409, TF401179.
    private static func isDuplicate(_ status: Int, _ words: String) -> Bool {
        let lower = words.lowercased()
        return (status == 409 || status == 422) && (lower.contains("already exists") || lower.contains("tf401179"))
    }
}

/// How long a forge wants to be left alone.
struct RateLimit {
    /// `nil` where it does not say.
    let pause: Duration?

    /// GitHub says 403 or 429 with `retry-after`, or with `x-ratelimit-remaining: 0` and the second of its end in
    /// `x-ratelimit-reset` (docs.github.com, "Rate limits for the REST API"); GitLab 429 with `retry-after`; Bitbucket
    /// 429; Azure DevOps 429 with `retry-after`.
    ///
    /// - Returns: `nil` where the answer is about something else.
    init?(_ response: HTTPResponse, now: Date = Date()) {
        let after = response.headers["retry-after"].flatMap(Int.init)
        let isSpent = response.headers["x-ratelimit-remaining"] == "0"
        guard response.status == 429 || response.status == 403 && (after != nil || isSpent) else { return nil }
        let reset = response.headers["x-ratelimit-reset"].flatMap(Int.init)
            .map { max(1, $0 - Int(now.timeIntervalSince1970) + 1) }
        pause = (after ?? reset).map { .seconds(max(1, $0)) }
    }
}
