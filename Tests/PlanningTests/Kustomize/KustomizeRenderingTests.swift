import ImageModel
import Manifests
import Planning
import Testing

/// What kustomize renders before and after is what the project says it renders, and what was planned.
@Suite struct KustomizeRenderingTests {
    private static let cases = 200

    /// A case, planned and written.
    private struct Planned {
        let seed: UInt64
        let folders: [String]
        let graph: RenderGraph
        let plan: [PlannedReference]
        let before: [String: String]
        let after: [String: String]

        let values: SiteValues

        init(seed: UInt64) async throws {
            let made = KustomizeCase(seed: seed)
            let fixture = try made.fixture
            self.seed = seed
            folders = made.folders
            graph = RenderGraph(fixture.scans)
            plan = await fixture.plan()
            before = made.files
            after = try fixture.written(plan)
            let edits = plan.flatMap(\.edits).map { ($0.site.id, $0.to) }
            values = Dictionary(edits, uniquingKeysWith: { first, _ in first })
        }

        /// What an image of a rendered object can be made of: the resource's own scalar, or a patch's.
        func contexts(_ folder: String, _ place: KustomizeRenderer.Place) -> [(before: String, context: RenderContext)]
        {
            let field = "spec.template.spec.\(place.container).image"
            return graph.occurrences.filter { $0.object?.name == place.object && $0.field == field }.flatMap { found in
                let own = graph.contexts.filter { sourceID($0) == found.parts.sites[0].id }
                let built = own.filter { $0.name == folder }
                return (built.isEmpty ? own.filter { $0.name == found.file.string } : built).map {
                    ($0.formula.rendered(), $0)
                }
            }
        }

        private func sourceID(_ context: RenderContext) -> SiteID? {
            if case .kustomize(let source, _) = context.formula { source.id } else { nil }
        }
    }

    /// Planned once for all tests.
    private static let planning = Task {
        var planned: [Planned] = []
        for seed in 0..<UInt64(cases) { planned.append(try await Planned(seed: seed)) }
        return planned
    }

    private static func planned() async throws -> [Planned] { try await planning.value }

    /// The project's own expectation, which needs no kubectl.
    @Test func everyFormulaRendersAsPlanned() async throws {
        var changes = 0
        for planned in try await Self.planned() {
            let byIndex = Dictionary(uniqueKeysWithValues: planned.plan.map { ($0.index, $0) })
            // An entry that others come behind follows names, and renders nothing by itself.
            for context in planned.graph.contexts where !context.isFragment {
                let after = context.formula.rendered(planned.values)
                guard let reference = byIndex[context.owner] else { continue }
                if reference.status == .change {
                    changes += 1
                    #expect(Self.isSame(after, reference.to), "seed \(planned.seed), \(context.name)")
                } else {
                    #expect(after == context.formula.rendered(), "seed \(planned.seed), \(context.name)")
                }
            }
            let scans = planned.after.map { FileLocator().scan(RepositoryPath($0.key)!, Array($0.value.utf8)) }
            let again = RenderGraph(scans)
            #expect(
                Set(again.contexts.filter(Self.isResource).map { "\($0.name) \($0.formula.rendered())" })
                    == Set(
                        planned.graph.contexts.filter(Self.isResource).map {
                            "\($0.name) \($0.formula.rendered(planned.values))"
                        }),
                "seed \(planned.seed)")
        }
        #expect(changes > 500)
    }

    @Test(.enabled(if: KustomizeRenderer.installed != nil, "no kubectl of at least 1.27 is installed"))
    func kubectlRendersWhatWasPlanned() async throws {
        let renderer = try #require(KustomizeRenderer.installed)
        let cases = try await Self.planned()
        let folders = cases.flatMap { planned in planned.folders.map { "case\(planned.seed)/\($0)" } }
        let before = try renderer.images(of: folders, in: Self.joined(cases, \.before))
        let after = try renderer.images(of: folders, in: Self.joined(cases, \.after))
        var rendered = 0
        var position = 0
        for planned in cases {
            for folder in planned.folders {
                rendered += compare(planned, folder, before[position], after[position])
                position += 1
            }
        }
        #expect(rendered > 1_000)
    }

    private func compare(
        _ planned: Planned, _ folder: String, _ before: [KustomizeRenderer.Place: String],
        _ after: [KustomizeRenderer.Place: String]
    ) -> Int {
        #expect(before.keys == after.keys)
        for (place, old) in before {
            let about: Comment = "seed \(planned.seed), \(folder), \(place.object) \(place.container)"
            let new = after[place] ?? ""
            let matching = planned.contexts(folder, place).filter { $0.before == old }
            #expect(!matching.isEmpty, about)
            #expect(
                matching.contains { match in
                    guard match.context.formula.rendered(planned.values) == new else { return false }
                    let reference = planned.plan.first { $0.index == match.context.owner }
                    return reference?.status == .change ? Self.isSame(new, reference?.to) : new == old
                }, "\(about.rawValue): \(old) became \(new)")
        }
        return before.count
    }

    private static func isResource(_ context: RenderContext) -> Bool {
        if case .kustomize = context.formula { true } else { false }
    }

    private static func isSame(_ rendered: String, _ planned: String?) -> Bool {
        guard let found = try? ImageReference(parsing: rendered), let planned,
            let wanted = try? ImageReference(parsing: planned)
        else { return false }
        return found.repository == wanted.repository && found.digest == wanted.digest
            && (wanted.tag == nil || found.tag == wanted.tag)
    }

    private static func joined(_ cases: [Planned], _ files: (Planned) -> [String: String]) -> [String: String] {
        var all: [String: String] = [:]
        for planned in cases {
            for (path, text) in files(planned) { all["case\(planned.seed)/\(path)"] = text }
        }
        return all
    }
}
