import ImageModel
import Synchronization

/// What was read of images, by digest. Content never changes under its digest, so nothing here grows old.
final class ContentCache: Sendable {
    private static let capacity = 50_000
    private let images = Mutex<[Digest: ResolvedImage]>([:])

    subscript(digest: Digest) -> ResolvedImage? {
        get { images.withLock { $0[digest] } }
        set {
            images.withLock { images in
                if images.count >= Self.capacity { images.removeAll() }
                images[digest] = newValue
            }
        }
    }
}
