import Manifests

/// What a repository's files hold, as `field: text`.
enum HelmScan {
    static func scan(_ path: String, _ text: String) -> FileScan {
        FileLocator().scan(RepositoryPath(path)!, Array(text.utf8))
    }

    static func references(_ files: [String: String]) -> [String] {
        let graph = RenderGraph(files.map { scan($0.key, $0.value) })
        return graph.contexts.filter { !isRoot($0, graph) }.map {
            "\(graph.occurrences[$0.owner].field): \($0.formula.rendered())"
        }
    }

    static func references(_ path: String, _ text: String) -> [String] { references([path: text]) }

    private static func isRoot(_ context: RenderContext, _ graph: RenderGraph) -> Bool {
        context.owner >= graph.occurrences.count
    }
}
