import ImageModel
import YAMLSource

/// Units of Podman's Quadlet: `Image` of containers, images and volumes (podman-systemd.unit(5)), in drop-ins too.
struct QuadletLocator: TextLocator {
    private static let sections = ["Container", "Image", "Volume"]
    private static let transports = ["docker://", "docker-daemon:"]

    func mayClaim(_ path: RepositoryPath) -> Bool {
        path.ends(with: ".container") || path.ends(with: ".image") || path.ends(with: ".volume")
            || path.ends(with: ".conf") && Self.isDropIn(path)
    }

    /// Others use these endings too.
    func claims(_ file: SourceFile) -> Bool {
        Self.sections.contains { file.text.contains(Array("[\($0)]".utf8)) }
    }

    func read(_ file: SourceFile, _ scan: inout FileScan) {
        var platform = UnitPlatform()
        var references: [TextReference] = []
        for setting in UnitSettings(file.text.payload) where Self.sections.contains(setting.section) {
            platform.read(setting)
            guard setting.key == "Image", let image = Self.image(setting.value, file) else { continue }
            references.append(TextReference(range: image, field: "\(setting.section).Image"))
        }
        for index in references.indices { references[index].platforms = platform.platforms }
        file.report(references, comments: ["#", ";"], to: &scan)
    }

    private static func isDropIn(_ path: RepositoryPath) -> Bool {
        let folder = path.string.split(separator: "/").dropLast().last ?? ""
        return [".container.d", ".image.d", ".volume.d", "container.d", "image.d", "volume.d"].contains {
            folder.hasSuffix($0)
        }
    }

    /// What is pulled: not another unit, and not an archive or a folder of this machine.
    private static func image(_ value: Range<Int>, _ file: SourceFile) -> Range<Int>? {
        let text = String(decoding: file.text.payload[value], as: UTF8.self)
        guard !text.hasSuffix(".image"), !text.hasSuffix(".build") else { return nil }
        let transport = transports.first { text.hasPrefix($0) } ?? ""
        let image = text.dropFirst(transport.count)
        let others = ["dir:", "docker-archive:", "oci-archive:", "oci:", "containers-storage:", "sif:"]
        guard !image.isEmpty, !others.contains(where: { image.hasPrefix($0) }) else { return nil }
        return (value.lowerBound + transport.utf8.count)..<value.upperBound
    }
}

/// `OS`, `Arch` and `Variant` of an image's unit.
private struct UnitPlatform {
    private var values: [String: String] = [:]

    mutating func read(_ setting: UnitSettings.Setting) {
        guard ["OS", "Arch", "Variant"].contains(setting.key) else { return }
        values[setting.key] = setting.text
    }

    var platforms: [Platform] {
        guard let architecture = values["Arch"] else { return [] }
        let parts = [values["OS"] ?? "linux", architecture] + [values["Variant"]].compactMap(\.self)
        return [Platform(parts.joined(separator: "/"))].compactMap(\.self)
    }
}
