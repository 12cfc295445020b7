package import GitStore
package import ImageModel
package import Planning

#if canImport(FoundationEssentials)
    package import FoundationEssentials
#else
    package import Foundation
#endif

/// What is to be put back.
package struct RollbackRequest: Sendable {
    package enum Target: Sendable {
        /// Everything that a commit did to images.
        case commit(GitObjectID)
        /// Every place that has an image now.
        case image(ImageSelection, State)
        /// Some places, whatever image they have now.
        case places(PlaceSelection, State)
    }

    /// How far back.
    package enum State: Sendable {
        /// What stood there before the last change.
        case previous
        case digest(Digest)
        case tag(String)
        /// What stood there at a commit.
        case commit(GitObjectID)
        /// What stood there at a time.
        case date(Date)
    }

    package var target: Target
    package var reason: String?
    package var who: String?
    /// `2026-11-20`
    package var today: String
    package var until: String?
    package var lapse = Hold.Lapse.never

    package init(_ target: Target, today: String) {
        self.target = target
        self.today = today
    }
}
