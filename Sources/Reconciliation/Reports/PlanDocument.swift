import ImageModel
package import Planning

/// A plan as `--format json` prints it; described by `schemas/plan.schema.json`.
package struct PlanDocument: ReportDocument, Codable, Hashable {
    package var apiVersion = ReportVersion.apiVersion
    package var kind = "Plan"
    @Nullable package var revision: String?
    /// With `--offline`.
    @Nullable package var recorded: Recorded?
    package let summary: Summary
    package let limits: [Limit]
    package let references: [Reference]
    package let findings: [FindingDocument]

    /// When registries gave the answers that were used, as RFC 3339.
    package struct Recorded: Codable, Hashable, Sendable {
        package let earliest: String
        package let latest: String
    }

    /// How often a registry lets itself be read.
    package struct Limit: Codable, Hashable, Sendable {
        package let host: String
        package let limit: Int
        package let remaining: Int
        @Nullable package var windowSeconds: Int?
    }

    package struct Summary: Codable, Hashable, Sendable {
        package let files: Int
        package let references: Int
        package let changes: Int
        package let unchanged: Int
        package let skipped: Int
        package let held: Int
        package let blocked: Int
    }

    package init(_ plan: Plan) {
        revision = plan.revision
        recorded = plan.recorded.map { Recorded(earliest: $0.earliestText, latest: $0.latestText) }
        summary = Summary(plan)
        limits = plan.allowances.map {
            Limit(host: $0.host, limit: $0.limit, remaining: $0.remaining, windowSeconds: $0.window)
        }
        references = plan.references.map(Reference.init)
        findings = plan.findings.map(FindingDocument.init)
    }
}

extension PlanDocument.Summary {
    init(_ plan: Plan) {
        self.init(
            files: plan.files,
            references: plan.references.count,
            changes: plan.count(.change),
            unchanged: plan.count(.unchanged),
            skipped: plan.count(.skipped),
            held: plan.count(.held),
            blocked: plan.count(.blocked)
        )
    }
}
