import PinnaceTestSupport
import Testing

@testable import Controller

/// docs/controller.md tells what there is.
@Suite struct DocumentationTests {
    private let page: String

    init() throws { page = try ProjectFile("docs/controller.md").text() }

    @Test(arguments: MetricName.all) func everyMetricStandsThere(_ metric: MetricName) {
        let labels = metric.labels.map { "`\($0)`" }.joined(separator: ", ")
        #expect(page.contains("| `\(metric.name)` | \(labels) | \(metric.help) |"))
    }

    @Test(arguments: WebhookSender.allCases) func everySenderStandsThere(_ sender: WebhookSender) {
        #expect(page.contains("`\(sender.rawValue)`"))
    }
}
