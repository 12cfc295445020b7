import PinnaceTestSupport

/// What a Deployment's program is told.
struct DeployedArguments: Sendable {
    let all: [String]

    init(_ deployment: RenderedObject) {
        let containers = deployment.pod?.spec["containers"]?.elements ?? []
        all = (containers.first?["args"]?.elements ?? []).compactMap(\.text)
    }

    func value(_ option: String) -> String? {
        if let joined = all.first(where: { $0.hasPrefix("--\(option)=") }) {
            return String(joined.dropFirst(option.count + 3))
        }
        return all.firstIndex(of: "--\(option)").flatMap { $0 + 1 < all.count ? all[$0 + 1] : nil }
    }

    /// The Lease that the program asks for.
    var lease: String {
        [value("lease-name") ?? "pinnace-controller", value("shard")].compactMap { $0 }.joined(separator: "-")
    }
}
