/// An image that replacements put pieces into: what it is before, the pieces in their order, and the entries behind them.
package struct KustomizeSplicing: Hashable, Sendable {
    /// The image, as it stands in its file.
    package let source: Site
    /// Entries that come before; none of them speaks of it as it stands.
    let before: [KustomizeImage]
    package let splices: [KustomizeSplice]
    package let after: [KustomizeImage]

    /// What the entries behind the replacements meet.
    package func spliced(_ values: SiteValues) -> String {
        splices.reduce(unspliced(values)) { $1.applied(to: $0, values) }
    }

    /// What the replacements meet.
    private func unspliced(_ values: SiteValues) -> String {
        RenderFormula.transformed(source.current(values) ?? "", from: source, by: before, values)
    }

    func rendered(before entry: Int, _ values: SiteValues) -> String {
        RenderFormula.transformed(spliced(values), from: source, by: after.prefix(entry), values)
    }

    /// The replacement that decides the tag or the digest; `nil` where the image's own text does.
    var deciding: KustomizeSplice? {
        splices.indices.last { decides($0) }.map { splices[$0] }
    }

    /// Whether another value there is another version.
    private func decides(_ position: Int) -> Bool {
        let text = splices[..<position].reduce(unspliced([:])) { $1.applied(to: $0, [:]) }
        let splice = splices[position]
        let mark = "\(splice.value())0"
        let changed = splices[(position + 1)...].reduce(splice.put?.put(mark, into: text) ?? mark) {
            $1.applied(to: $0, [:])
        }
        let (old, new) = (KustomizeImageName(spliced([:])), KustomizeImageName(changed))
        return old.tag != new.tag || old.digest != new.digest
    }
}

extension KustomizeSplicing {
    /// Values of its sites with which it renders to a text, over those that are settled; `nil` where there are none.
    package func assigned(_ wanted: String, over values: SiteValues) -> SiteValues? {
        let texts = splices.indices.map { end in
            splices[..<end].reduce(unspliced([:])) { $1.applied(to: $0, [:]) }
        }
        return assigned(wanted, texts[...], values)
    }

    /// From the last replacement to the first: what was there before it, and what it put there.
    private func assigned(_ wanted: String, _ texts: ArraySlice<String>, _ values: SiteValues) -> SiteValues? {
        guard let text = texts.last else { return Self.settled(source, wanted, values) }
        let splice = splices[texts.endIndex - 1]
        let origins =
            splice.put.map { $0.origins(of: wanted, over: text, with: splice.value()) } ?? [(text, wanted)]
        for origin in origins {
            let whole = splice.taken.map { $0.put(origin.value, into: splice.source.current(values) ?? "") }
            guard let settled = Self.settled(splice.source, whole ?? origin.value, values),
                splice.value(settled) == origin.value
            else { continue }
            if let found = assigned(origin.text, texts.dropLast(), settled) { return found }
        }
        return nil
    }

    /// A site that several need takes one value.
    private static func settled(_ site: Site, _ value: String, _ values: SiteValues) -> SiteValues? {
        if let known = values[site.id] { return known == value ? values : nil }
        var values = values
        values[site.id] = value
        return values
    }
}
