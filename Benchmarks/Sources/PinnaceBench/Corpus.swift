/// Repositories to measure on: the same bytes each time.
enum Corpus: String, CaseIterable {
    /// 2,000 files of many kinds, 3 MB, of which two in five hold a reference.
    case manifests
    /// 10,000 files of one Deployment.
    case deployments

    /// Paths and texts.
    var files: [(path: String, text: String)] {
        switch self {
        case .manifests: mixed
        case .deployments: (0..<10_000).map { ("apps/team-\($0 % 50)/app-\($0).yaml", text(.deployment, $0)) }
        }
    }

    /// In every ten files four with a reference, and six of the kinds that stand beside them.
    private static let mixture: [ManifestWriter.Kind] = [
        .deployment, .configMap, .service, .deployment, .role, .values, .ingress, .statefulSet, .configMap,
        .plainValues,
    ]

    private var mixed: [(path: String, text: String)] {
        (0..<2_000).map { index in
            let (app, place) = index.quotientAndRemainder(dividingBy: Self.mixture.count)
            let kind = Self.mixture[place]
            return ("apps/team-\(app % 40)/app-\(app)/\(kind.fileName(place))", text(kind, index))
        }
    }

    private func text(_ kind: ManifestWriter.Kind, _ index: Int) -> String {
        var writer = ManifestWriter(seed: UInt64(index) + (self == .manifests ? 1 << 32 : 1 << 33), index: index)
        return writer.text(kind)
    }
}
