/// Whether a registry is Google's: `gcr.io`, one label before it, or `<location>-docker.pkg.dev`.
enum GoogleHost {
    static func matches(_ host: String) -> Bool {
        let labels = host.split(separator: ".", omittingEmptySubsequences: false)
        guard labels.allSatisfy(\.isHostLabel) else { return false }
        if labels.suffix(2) == ["gcr", "io"] { return labels.count <= 3 }
        return labels.count == 3 && labels.suffix(2) == ["pkg", "dev"] && labels[0].hasSuffix("-docker")
            && labels[0].count > "-docker".count
    }
}
