/// `name[:tag][@digest]`, tag and digest kept together, and the name as it was spelled kept for the round trip.
///
/// Two references are equal when they mean the same image: `nginx` equals `docker.io/library/nginx`. Their
/// spellings may differ.
package struct ImageReference: Sendable {
    package let repository: ImageRepository
    package let tag: ImageTag?
    package let digest: Digest?
    /// The name as written, without tag and digest: `nginx`, `docker.io/nginx`.
    package let spelledName: String

    package init(_ repository: ImageRepository, tag: ImageTag? = nil, digest: Digest? = nil, spelledName: String? = nil)
    {
        self.repository = repository
        self.tag = tag
        self.digest = digest
        self.spelledName = spelledName ?? repository.canonicalName
    }

    package init(parsing text: some StringProtocol) throws(ImageReferenceError) {
        let whole = String(text)
        var rest = whole[...]
        var digest: Digest?
        if let at = rest.firstIndex(of: "@") {
            digest = Digest(rest[rest.index(after: at)...])
            guard digest != nil else { throw ImageReferenceError(.invalidDigest, in: whole) }
            rest = rest[..<at]
        }
        var tag: ImageTag?
        if let colon = Self.tagSeparator(in: rest) {
            tag = ImageTag(rest[rest.index(after: colon)...])
            guard tag != nil else { throw ImageReferenceError(.invalidTag, in: whole) }
            rest = rest[..<colon]
        }
        do {
            self.init(try ImageRepository(parsing: rest), tag: tag, digest: digest, spelledName: String(rest))
        } catch {
            throw ImageReferenceError(error.code, in: whole)
        }
    }

    /// The last colon, unless a slash follows: then it belongs to the host's port. Without any slash there is no
    /// host, so `192.168.0.1:80` is an image and a tag.
    private static func tagSeparator(in text: Substring) -> Substring.Index? {
        guard let colon = text.lastIndex(of: ":"), !text[colon...].contains("/") else { return nil }
        return colon
    }
}

extension ImageReference {
    /// Host, path, tag and digest spelled out; where neither tag nor digest stands, `:latest` is what is meant.
    package var canonical: String {
        repository.canonicalName + suffix(tag: tag ?? (digest == nil ? .latest : nil))
    }

    /// The shortest spelling: `nginx:1.27`.
    package var familiar: String { repository.familiarName + suffix(tag: tag) }

    /// The tag that a registry is asked for: the one that stands there, or `latest`.
    package var effectiveTag: ImageTag { tag ?? .latest }

    package func with(tag: ImageTag?, digest: Digest?) -> ImageReference {
        ImageReference(repository, tag: tag, digest: digest, spelledName: spelledName)
    }

    private func suffix(tag: ImageTag?) -> String {
        (tag.map { ":\($0)" } ?? "") + (digest.map { "@\($0)" } ?? "")
    }
}

extension ImageReference: Hashable {
    package static func == (a: ImageReference, b: ImageReference) -> Bool {
        a.repository == b.repository && a.tag == b.tag && a.digest == b.digest
    }

    package func hash(into hasher: inout Hasher) {
        hasher.combine(repository)
        hasher.combine(tag)
        hasher.combine(digest)
    }
}

extension ImageReference: CustomStringConvertible {
    /// As it is spelled in the file.
    package var description: String { spelledName + suffix(tag: tag) }
}
