import ImageModel
import Manifests
import PinnaceTestSupport
import Planning
import Settings
import Testing
import YAMLSource

@testable import Commands

/// The files of CI services: YAML with sound shell in it, in which our own scan finds what it can pin.
@Suite struct ScheduledJobTests {
    static let everything: RegistryLogins = {
        var logins = RegistryLogins()
        logins.google = true
        logins.awsRegion = "eu-west-1"
        logins.azure = true
        logins.passwords = ["harbor.example.com", "docker.io"]
        return logins
    }()

    static let jobs: [ScheduledJob] = CIService.allCases.flatMap { service in
        [RegistryLogins(), everything].flatMap { logins in
            [true, false].map { ScheduledJob(service, logins, opensPullRequest: $0) }
        }
    }

    private func stream(_ job: ScheduledJob) throws -> YAMLStream {
        try YAMLStream(parsing: SourceText(bytes: Array(job.text.utf8)))
    }

    @Test(arguments: jobs) func itIsYAML(job: ScheduledJob) throws {
        #expect(try stream(job).documents.count == 1)
        #expect(job.text.hasSuffix("\n") && !job.text.contains("\n\n\n") && !job.text.contains(" \n"))
    }

    /// No value of a service's is pasted into shell, and every block is shell.
    @Test(arguments: jobs) func itsShellIsSound(job: ScheduledJob) async throws {
        let blocks = Self.blocks(job.text)
        #expect(blocks.count >= 2 || job.service == .cloudbuild)
        for block in blocks {
            #expect(!block.contains("${{") && !block.contains("$(System"), "\(block)")
            try await Command.run("bash", ["-n"], input: Array(block.utf8)).checked()
        }
        #expect(
            blocks.contains { $0.contains("pinnace reconcile \(job.opensPullRequest ? "--pull-request" : "--push")") })
    }

    @Test(arguments: jobs) func ourOwnScanPinsWhatItNames(job: ScheduledJob) throws {
        let path = try #require(RepositoryPath(job.service.path))
        let scan = FileLocator().scan(path, Array(job.text.utf8))
        let names = scan.occurrences.compactMap { occurrence -> String? in
            guard case .whole(let site) = occurrence.parts else { return nil }
            return site.value
        }
        let expected: [CIService: [String]] = [
            .gitlab: ["swift:6.2-bookworm"],
            .cloudbuild: (job.logins.awsRegion == nil ? [] : ["google/cloud-sdk:slim"]) + ["swift:6.2-bookworm"],
        ]
        #expect(names == expected[job.service] ?? [])
        #expect(scan.findings.isEmpty)
    }

    /// What the job may do is what it does.
    @Test func rightsAreTheLeast() {
        let push = ScheduledJob(.github, RegistryLogins(), opensPullRequest: false).text
        #expect(push.contains("permissions:\n  contents: write\n\njobs:"))
        let offer = ScheduledJob(.github, Self.everything, opensPullRequest: true).text
        #expect(offer.contains("permissions:\n  contents: write\n  pull-requests: write\n  id-token: write\n\njobs:"))
        #expect(
            ScheduledJob(.gitlab, RegistryLogins(), opensPullRequest: false).text.contains("scope write_repository\n"))
        #expect(!ScheduledJob(.gitlab, RegistryLogins(), opensPullRequest: true).text.contains("id_tokens"))
    }

    @Test(arguments: [
        (CIService.github, "fetch-depth: 0"), (.gitlab, "GIT_DEPTH: \"0\""), (.azure, "fetchDepth: 0"),
        (.cloudbuild, "\"$_REPOSITORY\""),
    ])
    func theWholeHistoryIsThere(service: CIService, words: String) {
        #expect(ScheduledJob(service, RegistryLogins(), opensPullRequest: true).text.contains(words))
    }

    /// The text of each block scalar.
    private static func blocks(_ text: String) -> [String] {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        let indentation = { (line: Substring) in line.prefix { $0 == " " }.count }
        return lines.indices.filter { lines[$0].hasSuffix(": |") || lines[$0].hasSuffix("- |") }.map { start in
            // What a list's element is made of lies deeper than its dash.
            let depth =
                indentation(lines[start]) + (lines[start].contains("- ") && !lines[start].hasSuffix("- |") ? 2 : 0)
            let block = lines[(start + 1)...].prefix { $0.isEmpty || indentation($0) > depth }
            return block.map { $0.drop { $0 == " " } }.joined(separator: "\n") + "\n"
        }
    }
}
