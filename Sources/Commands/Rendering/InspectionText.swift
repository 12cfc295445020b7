import ImageModel
import Planning
import Registry

/// What `inspect` tells people.
struct InspectionText {
    let inspection: ImageInspection

    var text: String {
        var lines = [
            inspection.digest.description,
            Printable.text(inspection.reference.canonical),
            Printable.text(inspection.mediaType.rawValue),
        ]
        for image in inspection.images { lines += [""] + self.image(image) }
        let rest = attestations + base + attached
        if !rest.isEmpty { lines += [""] + rest }
        return lines.joined(separator: "\n") + "\n"
    }

    private func image(_ image: ImageInspection.Image) -> [String] {
        let platform = image.platform?.description ?? "no platform stated"
        var lines = [
            Printable.text(platform),
            "  digest        \(image.digest)",
            "  size          \(Self.size(image.compressedSize)) compressed, \(Wording.count(image.layers, "layer"))",
        ]
        if let scan = image.scan { lines.append(Self.row("findings", Self.findings(scan))) }
        guard let config = image.config else { return lines }
        let rows: [(name: String, value: String)] = [
            ("created", config.created ?? ""),
            ("user", config.user ?? "not set: root"),
            ("work folder", config.workingDirectory ?? ""),
            ("entry point", Self.words(config.entrypoint)),
            ("command", Self.words(config.command)),
            ("ports", config.exposedPorts.joined(separator: ", ")),
            ("health check", Self.words(config.healthCheck)),
        ]
        for row in rows where !row.value.isEmpty { lines.append(Self.row(row.name, row.value)) }
        for (name, value) in config.labels.sorted(by: { $0.key < $1.key }) {
            lines.append(Self.row("label", "\(name)=\(value)"))
        }
        return lines
    }

    private var attestations: [String] {
        inspection.attestations == 0
            ? [] : ["\(Wording.count(inspection.attestations, "build attestation")) in the index"]
    }

    private var base: [String] {
        guard let base = inspection.base else { return [] }
        let state =
            switch base.hasMoved {
            case true?: "has moved since: it is \(base.current?.short ?? "") now"
            case false?: "has not moved"
            case nil: "it cannot be told whether it has moved"
            }
        return ["built on \(Printable.text(base.name))\(base.digest.map { " \($0.short)" } ?? ""), which \(state)"]
    }

    private var attached: [String] {
        guard !inspection.attached.isEmpty else { return ["no signature and nothing else is attached"] }
        return inspection.attached.map { attached in
            let what = attached.tag.map { "tag \($0)" } ?? attached.artifactType ?? "referrer of no stated type"
            return "attached: \(Printable.text(what)), \(attached.digest.short); present, not verified"
        }
    }

    /// The most severe first.
    private static func findings(_ scan: ScanFindings) -> String {
        let counts = scan.counts.filter { $0.value > 0 }.sorted {
            (FindingSeverity(scanner: $0.key), $1.key) > (FindingSeverity(scanner: $1.key), $0.key)
        }
        return counts.isEmpty ? "none" : counts.map { "\($0.value) \($0.key.lowercased())" }.joined(separator: ", ")
    }

    private static func row(_ name: String, _ value: String) -> String {
        "  \(name.padding(to: 14))\(Printable.text(value))"
    }

    /// Words as a shell would have them apart.
    private static func words(_ words: [String]) -> String {
        words.map { $0.contains(" ") || $0.isEmpty ? "\"\($0)\"" : $0 }.joined(separator: " ")
    }

    static func size(_ bytes: Int64) -> String {
        guard bytes >= 1000 else { return "\(bytes) bytes" }
        let units = ["kB", "MB", "GB", "TB"]
        var value = Double(bytes) / 1000
        var unit = 0
        while value >= 999.95, unit < units.count - 1 { (value, unit) = (value / 1000, unit + 1) }
        let tenths = Int((value * 10).rounded())
        return "\(tenths / 10).\(tenths % 10) \(units[unit])"
    }
}

extension String {
    fileprivate func padding(to width: Int) -> String {
        self + String(repeating: " ", count: max(0, width - count))
    }
}
