package import Planning

/// A plan for code scanning: SARIF 2.1.0 (OASIS), as GitHub, GitLab and editors read it.
package struct SARIFDocument: ReportDocument {
    let schema = "https://json.schemastore.org/sarif-2.1.0.json"
    let version = "2.1.0"
    let runs: [SARIFRun]

    private enum CodingKeys: String, CodingKey {
        case schema = "$schema"
        case version, runs
    }

    /// - Parameter version: Pinnace's own.
    package init(_ plan: Plan, version: String) {
        let results = plan.references.compactMap(SARIFResult.init) + plan.findings.map(SARIFResult.init)
        let rules = Set(results.map(\.ruleId)).sorted().map(SARIFRule.init)
        runs = [SARIFRun(tool: SARIFTool(driver: SARIFDriver(version: version, rules: rules)), results: results)]
    }
}

struct SARIFRun: Encodable, Sendable {
    let tool: SARIFTool
    let results: [SARIFResult]
    /// Our columns count Unicode scalars; SARIF's own default is UTF-16.
    let columnKind = "unicodeCodePoints"
}

struct SARIFTool: Encodable, Sendable {
    let driver: SARIFDriver
}

struct SARIFDriver: Encodable, Sendable {
    let name = "pinnace"
    let version: String
    let rules: [SARIFRule]
}

struct SARIFRule: Encodable, Sendable {
    let id: String
    let shortDescription: SARIFMessage

    init(_ id: String) {
        self.id = id
        shortDescription = SARIFMessage(text: ReasonSummary.text(id))
    }
}

struct SARIFMessage: Encodable, Sendable {
    let text: String
}
