import ImageModel
import Manifests
import Planning

/// The holds that keep what a rollback put back.
struct RollbackHolds {
    private let request: RollbackRequest

    init(_ request: RollbackRequest) {
        self.request = request
    }

    /// By image, where an image was rolled back: it is held wherever it is used. Else by place.
    func holds(_ restorations: [Restoration]) -> [Hold] {
        guard case .image = request.target else { return restorations.map(place) }
        let byMove = Dictionary(grouping: restorations) { "\($0.current.text)\n\($0.restored.text)" }
        return byMove.sorted { $0.key < $1.key }.compactMap { $0.value.first.map(image) }
    }

    private func image(_ restoration: Restoration) -> Hold {
        var hold = refusal(restoration)
        let refused = try? ImageReference(parsing: restoration.current.text)
        hold.image = refused.flatMap { try? PathSegmentPattern($0.repository.canonicalName) }
        return hold
    }

    private func place(_ restoration: Restoration) -> Hold {
        var hold = refusal(restoration)
        hold.file = restoration.current.occurrence.file.string
        hold.object = restoration.current.occurrence.object?.description
        hold.field = restoration.current.occurrence.field
        return hold
    }

    private func refusal(_ restoration: Restoration) -> Hold {
        var hold = Hold()
        hold.from = restoration.restored.text
        hold.to = restoration.current.text
        let references = [restoration.current.text, restoration.restored.text]
        hold.digests = references.compactMap { (try? ImageReference(parsing: $0))?.digest }
        hold.lapse = request.lapse
        hold.until = request.until
        hold.reason = request.reason
        hold.who = request.who
        hold.since = request.today
        return hold
    }
}
