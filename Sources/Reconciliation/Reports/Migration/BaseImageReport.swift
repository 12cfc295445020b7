package import ImageModel
package import Manifests

/// What became of the images that the repository's images are built on.
package struct BaseImageReport: Sendable, Hashable {
    package enum State: String, Sendable, Hashable, Codable, CaseIterable {
        /// The base's name stands for another image now: rebuild.
        case moved
        /// It is still the one that was built on.
        case current
        /// The image names no base, or not by which digest it was built on.
        case unnamed
        /// A registry did not tell.
        case unknown
    }

    package struct Image: Sendable, Hashable {
        /// As it stands in the files.
        package let reference: String
        package let state: State
        package var base: String?
        /// What it was built on.
        package var built: Digest?
        /// What the base's name stands for now.
        package var current: Digest?
        package var reason: ReasonCode?
        package var message: String?
        package var places: [Place] = []

        package init(_ reference: String, _ state: State) {
            (self.reference, self.state) = (reference, state)
        }

        /// Whether somebody has to look at it.
        var isTold: Bool { state == .moved || state == .unknown }
    }

    package struct Place: Sendable, Hashable {
        package let file: RepositoryPath
        package let line: Int

        package init(file: RepositoryPath, line: Int) {
            (self.file, self.line) = (file, line)
        }
    }

    /// In the order of their names.
    package let images: [Image]

    package init(_ images: [Image]) {
        self.images = images
    }

    /// Those that somebody has to look at.
    package var told: [Image] { images.filter(\.isTold) }

    package func count(_ state: State) -> Int { images.count { $0.state == state } }

    /// Whether a registry refused, limited or did not answer.
    package var isIncomplete: Bool { images.contains { $0.reason?.meansUnjudged == true } }
}
