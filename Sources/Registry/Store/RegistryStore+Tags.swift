import HTTPTransport
import ImageModel
import Synchronization

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

extension RegistryStore {
    private static let maximumPages = 1_000
    private static let maximumTags = 200_000
    private static let pageSize = 1_000
    /// Of all pages together, which are read as they come: half a million tags of a hundred bytes.
    private static let maximumBytes = 64 << 20

    func tags() async throws(RegistryError) -> [ImageTag] {
        let tags = Mutex<[ImageTag]>([])
        try await tagPages { page throws(RegistryError) in
            let count = tags.withLock { tags in
                tags += page
                return tags.count
            }
            if count > Self.maximumTags { throw tooManyTags }
        }
        return tags.withLock(\.self)
    }

    func tagPages(
        _ body: @Sendable ([ImageTag]) throws(RegistryError) -> Void
    ) async throws(RegistryError) {
        // ECR takes no more than 1000 a page.
        var next: URL? = try url("tags/list?n=\(Self.pageSize)")
        var bytes = 0
        for _ in 0..<Self.maximumPages {
            guard let url = next else { return }
            next = try await page(url, &bytes, body)
        }
        if next != nil { throw tooManyTags }
    }

    private var tooManyTags: RegistryError {
        RegistryError(
            .tooLarge, reason: .limitReached, subject: repository.canonicalName,
            message: "\(repository) lists more than \(Self.maximumTags) tags, \(Self.maximumPages) pages or "
                + "\(Self.maximumBytes >> 20) MiB; "
                + "nothing was decided on a part of them"
        )
    }

    /// Hands a page over while it comes, however long it is.
    ///
    /// - Returns: where the next one is.
    private func page(
        _ url: URL, _ bytes: inout Int, _ body: @Sendable ([ImageTag]) throws(RegistryError) -> Void
    ) async throws(RegistryError) -> URL? {
        let response = try await transport.stream(HTTPRequest(.get, url), access(.pull))
        guard response.status == 200 else {
            let answer = await response.collected(limit: 64 << 10)
            throw await transport.failure(answer, access(.pull), missing: .repository)
        }
        do throws(RegistryError) {
            try await scan(response, &bytes, body)
            return try following(response.headers, response.url)
        } catch {
            response.cancel()
            throw error
        }
    }

    private func scan(
        _ response: HTTPStreamingResponse, _ bytes: inout Int,
        _ body: @Sendable ([ImageTag]) throws(RegistryError) -> Void
    ) async throws(RegistryError) {
        var scanner = TagListScanner()
        var tags: [ImageTag] = []
        while let chunk = try await chunk(response) {
            bytes += chunk.count
            guard bytes <= Self.maximumBytes else { throw tooManyTags }
            guard (try? scanner.read(chunk)) != nil else { throw invalidListing("of tags whose JSON cannot be read") }
            tags += scanner.take()
            while tags.count >= Self.pageSize {
                try body(Array(tags.prefix(Self.pageSize)))
                tags.removeFirst(Self.pageSize)
            }
        }
        guard scanner.isComplete else { throw invalidListing("of tags whose JSON cannot be read") }
        if !tags.isEmpty { try body(tags) }
    }

    private func chunk(_ response: HTTPStreamingResponse) async throws(RegistryError) -> [UInt8]? {
        do throws(HTTPError) {
            return try await response.nextChunk()
        } catch {
            throw RegistryError(error, subject: repository.canonicalName)
        }
    }

    /// The next page of `Link: <…>; rel="next"` (RFC 8288). Its query is the registry's own business; its origin is
    /// not.
    func following(_ headers: HTTPHeaders, _ base: URL) throws(RegistryError) -> URL? {
        guard let link = headers.values("link").lazy.compactMap(Self.nextTarget).first else { return nil }
        guard let url = URL(string: link, relativeTo: base)?.absoluteURL else {
            throw invalidListing("of tags whose next page cannot be read")
        }
        guard HTTPOrigin(url) == HTTPOrigin(base) else {
            throw invalidListing("of tags whose next page is on another host")
        }
        return url
    }

    private static func nextTarget(_ header: String) -> String? {
        var rest = header[...]
        while let start = rest.firstIndex(of: "<"), let end = rest[start...].firstIndex(of: ">") {
            let target = rest[rest.index(after: start)..<end]
            rest = rest[rest.index(after: end)...]
            let parameters = rest.prefix { $0 != "<" }.lowercased().filter { $0 != " " && $0 != "\"" }
            if parameters.split(whereSeparator: { ";,".contains($0) }).contains("rel=next") { return String(target) }
        }
        return nil
    }

    func invalidListing(_ what: String) -> RegistryError {
        RegistryError(
            .invalidAnswer, reason: .registryUnavailable, subject: repository.canonicalName,
            message: "\(repository.host) sent a list \(what)"
        )
    }
}
