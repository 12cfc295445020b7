import ImageModel
import Manifests

extension ImageRequirements {
    /// What each platform's image lacks, in sentences; `nil` where it lacks nothing.
    package func shortcomings(of images: [ImageFacts]) -> String? {
        let found = images.flatMap { image in
            shortcomings(of: image).map { "\(image.platform?.description ?? "the image"): \($0)" }
        }
        return found.isEmpty ? nil : found.joined(separator: "; ")
    }

    private func shortcomings(of image: ImageFacts) -> [String] {
        [
            size(image), port(image), entrypoint(image), user(image), healthCheck(image), age(image),
        ].compactMap(\.self) + labels.compactMap { self.label($0, image) }
    }

    private func size(_ image: ImageFacts) -> String? {
        guard let maximumCompressedSize, image.compressedSize > maximumCompressedSize else { return nil }
        let sizes = [image.compressedSize, maximumCompressedSize]
        var texts = sizes.map { ByteCount($0).description }
        if texts[0] == texts[1] { texts = sizes.map { "\($0) bytes" } }
        return "its layers are \(texts[0]) compressed, and at most \(texts[1]) compressed is allowed"
    }

    private func port(_ image: ImageFacts) -> String? {
        guard let exposedPort,
            !image.exposedPorts.contains(where: { $0 == "\(exposedPort)/tcp" || $0 == "\(exposedPort)" })
        else { return nil }
        let there = image.exposedPorts.map { $0.printable(limit: 20) }.prefix(10).joined(separator: ", ")
        return "it exposes \(there.isEmpty ? "no port" : there), and \(exposedPort)/tcp is required"
    }

    private func entrypoint(_ image: ImageFacts) -> String? {
        needsEntrypoint && image.entrypoint.isEmpty ? "it has no entry point, and one is required" : nil
    }

    private func user(_ image: ImageFacts) -> String? {
        guard refusesRoot, Self.isRoot(image.user) else { return nil }
        let who = image.user.map { "as '\($0.printable(limit: 60))', which is root" } ?? "as root, as it names no user"
        return "it runs \(who), and another user is required"
    }

    /// `user`, `uid`, each with `:group` (OCI image-spec, "User"); other names are taken to be somebody else.
    private static func isRoot(_ user: String?) -> Bool {
        let name = user?.split(separator: ":", omittingEmptySubsequences: false).first ?? ""
        return name.isEmpty || name == "root" || Int(name) == 0
    }

    private func healthCheck(_ image: ImageFacts) -> String? {
        guard needsHealthCheck, image.healthCheck.isEmpty else { return nil }
        let why = image.isDockerFormat ? "" : " (its config is OCI's, which has no place for one; Docker's format has)"
        return "it has no health check, and one is required\(why)"
    }

    private func age(_ image: ImageFacts) -> String? {
        guard let maximumAge else { return nil }
        let asked = "at most \(Self.days(maximumAge)) is allowed"
        guard let age = image.age else { return "it does not say when it was built, and \(asked)" }
        return age > maximumAge ? "it was built \(Self.days(age)) ago, and \(asked)" : nil
    }

    private static func days(_ seconds: Int) -> String {
        let (count, unit) = seconds < 86_400 * 2 ? (seconds / 3600, "hour") : (seconds / 86_400, "day")
        return "\(count) \(unit)\(count == 1 ? "" : "s")"
    }

    private func label(_ label: Label, _ image: ImageFacts) -> String? {
        guard let found = image.labels[label.key] else {
            return "it has no label \(label.key), and \(label.value.map { "'\($0)' is" } ?? "one is") required"
        }
        guard let wanted = label.value, !Wildcard.matches(found, pattern: wanted) else { return nil }
        return "its label \(label.key) is '\(found.printable(limit: 80))', and '\(wanted)' is required"
    }
}

/// Bytes as people read them: `1.5 GB`, in powers of ten.
struct ByteCount: CustomStringConvertible {
    private let bytes: Int64

    init(_ bytes: Int64) { self.bytes = bytes }

    var description: String {
        guard bytes >= 1000 else { return "\(bytes) bytes" }
        var tenths = bytes / 100
        var unit = 0
        while tenths >= 10_000, unit < 3 {
            tenths /= 1000
            unit += 1
        }
        return "\(tenths / 10)\(tenths % 10 == 0 ? "" : ".\(tenths % 10)") \(["kB", "MB", "GB", "TB"][unit])"
    }
}
