import ImageModel
import Manifests

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

extension MigrationDocument {
    package struct History: Codable, Hashable, Sendable {
        package let whole: Bool
        package let points: [Point]
    }

    package struct Point: Codable, Hashable, Sendable {
        /// ISO 8601 in UTC, to the second.
        package let time: String
        package let commit: String
        package let references: Int
        package let pinned: Int
        package let left: Int
        package let moved: Int
        package let hosts: [HostCount]
    }

    package struct HostCount: Codable, Hashable, Sendable {
        package let host: String
        package let references: Int
    }

    package struct BaseImage: Codable, Hashable, Sendable {
        package let reference: String
        package let state: String
        @Nullable package var base: String?
        @Nullable package var built: String?
        @Nullable package var current: String?
        @Nullable package var reason: String?
        @Nullable package var message: String?
        package let places: [Place]
    }

    package struct Place: Codable, Hashable, Sendable {
        package let file: String
        package let line: Int
    }
}

extension MigrationDocument.History {
    init(_ course: MigrationCourse) {
        self.init(whole: course.isWhole, points: course.points.map(MigrationDocument.Point.init))
    }
}

extension MigrationDocument.Point {
    init(_ point: MigrationCourse.Point) {
        let hosts = point.counts.hosts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
        self.init(
            time: point.time.formatted(.iso8601), commit: point.commit, references: point.counts.references,
            pinned: point.counts.pinned, left: point.counts.left, moved: point.counts.moved,
            hosts: hosts.map { MigrationDocument.HostCount(host: $0.key, references: $0.value) })
    }
}

extension MigrationDocument.BaseImage {
    init(_ image: BaseImageReport.Image) {
        self.init(
            reference: image.reference, state: image.state.rawValue, base: image.base,
            built: image.built?.description, current: image.current?.description, reason: image.reason?.rawValue,
            message: image.message,
            places: image.places.map { MigrationDocument.Place(file: $0.file.string, line: $0.line) })
    }
}
