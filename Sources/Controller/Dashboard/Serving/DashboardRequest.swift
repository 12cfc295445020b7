/// What somebody asks of the dashboard, taken apart and bounded.
struct DashboardRequest: Sendable {
    /// Bytes of path and query together.
    static let longestTarget = 2_048

    let method: String
    /// Decoded; empty for the first page, `nil` where it cannot be one of a page.
    let segments: [String]?
    let query: PageQuery
    /// The header `If-None-Match`.
    let knownTag: String?
    let isTooLong: Bool
    /// The header `Host`.
    let authority: String?

    /// - Parameter target: path and query as they stand in the request line.
    init(_ target: String, method: String = "GET", authority: String? = nil, knownTag: String? = nil) {
        self.method = method
        self.authority = authority
        self.knownTag = knownTag
        isTooLong = target.utf8.count > Self.longestTarget
        let halves = target.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
        query = PageQuery(halves.count > 1 && !isTooLong ? halves[1] : "")
        let path = halves.first ?? ""
        let words = path.split(separator: "/").map { PageQuery.decoded($0, plusIsSpace: false) }
        segments = path.hasPrefix("/") && !words.contains(nil) ? words.compactMap(\.self) : nil
    }
}
