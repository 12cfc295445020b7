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
        var next: URL? = try url("tags/list?n=1000")
        for _ in 0..<Self.maximumPages {
            guard let url = next else { return }
            let response = try await page(url)
            try body(try names(response))
            next = try following(response)
        }
        if next != nil { throw tooManyTags }
    }

    private var tooManyTags: RegistryError {
        RegistryError(
            .tooLarge, reason: .limitReached, subject: repository.canonicalName,
            message: "\(repository) lists more than \(Self.maximumTags) tags or \(Self.maximumPages) pages; "
                + "nothing was decided on a part of them"
        )
    }

    private func page(_ url: URL) async throws(RegistryError) -> HTTPResponse {
        let response = try await transport.send(HTTPRequest(.get, url), access(.pull))
        guard response.status == 200 else {
            throw await transport.failure(response, access(.pull), missing: .repository)
        }
        return response
    }

    private struct Listing: Decodable {
        let tags: [String]?
    }

    private func names(_ response: HTTPResponse) throws(RegistryError) -> [ImageTag] {
        guard let listing = try? JSONDecoder().decode(Listing.self, from: Data(response.body)) else {
            throw invalidListing("of tags whose JSON cannot be read")
        }
        return (listing.tags ?? []).compactMap { ImageTag($0) }
    }

    /// The next page of `Link: <…>; rel="next"` (RFC 8288). Its query is the registry's own business; its origin is
    /// not.
    func following(_ response: HTTPResponse) throws(RegistryError) -> URL? {
        guard let link = response.headers.values("link").lazy.compactMap(Self.nextTarget).first else { return nil }
        guard let url = URL(string: link, relativeTo: response.url)?.absoluteURL else {
            throw invalidListing("of tags whose next page cannot be read")
        }
        guard HTTPOrigin(url) == HTTPOrigin(response.url) else {
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
