package import ImageModel

/// How severe a finding of a scan is.
package enum FindingSeverity: String, Sendable, CaseIterable, Comparable {
    /// Less than any finding.
    case none
    case informational, low, medium, high, critical

    /// A scanner's word; one that it has not judged yet, or that is not known, counts as informational.
    package init(scanner word: String) {
        let known = FindingSeverity(rawValue: word.lowercased())
        self = known == FindingSeverity.none ? .informational : known ?? .informational
    }

    package static func < (a: Self, b: Self) -> Bool { a.rank < b.rank }

    private var rank: Int { Self.allCases.firstIndex(of: self) ?? 0 }

    /// The findings that are more severe than this, in a sentence; `nil` where there are none.
    package func excess(of images: [ImageFindings]) -> String? {
        let found = images.compactMap { image in
            excess(of: image).map { "\(image.platform?.description ?? "the image"): \($0)" }
        }
        return found.isEmpty ? nil : found.joined(separator: "; ")
    }

    private func excess(of image: ImageFindings) -> String? {
        var counts: [FindingSeverity: Int] = [:]
        for (word, count) in image.counts where count > 0 {
            counts[FindingSeverity(scanner: word), default: 0] += count
        }
        let worse = counts.filter { $0.key > self }.sorted { $0.key > $1.key }
        return worse.isEmpty ? nil : worse.map { "\($0.value) \($0.key)" }.joined(separator: ", ")
    }
}

/// What a scan of one platform's image found.
package struct ImageFindings: Hashable, Sendable {
    package let platform: Platform?
    /// By the scanner's word for the severity.
    package let counts: [String: Int]

    package init(platform: Platform?, counts: [String: Int]) {
        self.platform = platform
        self.counts = counts
    }
}
