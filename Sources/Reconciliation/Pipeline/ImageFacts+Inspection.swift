import ImageModel
import Planning
import Registry

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

extension ImageFacts {
    init(_ image: ImageInspection.Image, now: Date = Date()) {
        self.init(platform: image.platform)
        compressedSize = image.compressedSize
        isDockerFormat = image.configType == .dockerConfig
        guard let config = image.config else { return }
        age = config.created.flatMap(Self.date).map { Int(now.timeIntervalSince($0)) }
        user = config.user
        entrypoint = config.entrypoint
        exposedPorts = config.exposedPorts
        healthCheck = config.healthCheck
        labels = config.labels
    }

    /// RFC 3339; builders write nanoseconds, which nobody needs here.
    private static func date(_ text: String) -> Date? {
        var text = text
        if let point = text.firstIndex(of: ".") {
            let end = text[point...].dropFirst().firstIndex { !$0.isNumber } ?? text.endIndex
            text.removeSubrange(point..<end)
        }
        guard let date = try? Date(text, strategy: .iso8601) else { return nil }
        // Reproducible builds write the epoch: that is no time at all.
        return date.timeIntervalSince1970 > 86_400 ? date : nil
    }
}
