/// What a registry said of a reference.
package struct ResolvedImage: Sendable, Hashable {
    /// The digest to pin: of the index where there is one.
    package let digest: Digest
    package let mediaType: MediaType
    /// Bytes of the manifest or index itself.
    package let size: Int64
    /// What it runs on, attestations left out, sorted; empty where nothing says so.
    package let platforms: [Platform]
    /// The children of an index that nodes run, by digest; empty for a single manifest.
    package let children: [Digest: Platform]

    package init(
        digest: Digest,
        mediaType: MediaType,
        size: Int64,
        platforms: [Platform],
        children: [Digest: Platform] = [:]
    ) {
        self.digest = digest
        self.mediaType = mediaType
        self.size = size
        self.platforms = Array(Set(platforms)).sorted()
        self.children = children
    }
}

/// Why a reference could not be resolved; `message` says what to do.
package struct ResolutionFailure: Error, Sendable, Hashable, CustomStringConvertible {
    package let reason: ReasonCode
    package let message: String

    package init(_ reason: ReasonCode, _ message: String) {
        self.reason = reason
        self.message = message
    }

    package var description: String { message }
}
