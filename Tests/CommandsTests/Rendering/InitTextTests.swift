import Manifests
import Testing

@testable import Commands

@Suite struct InitTextTests {
    @Test func itSaysWhatToDoNext() throws {
        let files = [".pinnace/config.yaml", ".gitlab/pinnace.yml"].compactMap { RepositoryPath($0) }
        let job = ScheduledJob(.gitlab, RegistryLogins(), opensPullRequest: true)
        let text = InitText(files: files, tally: "3 references in 2 files", job: job, folder: "/srv/it's config")
        #expect(
            text.text == #"""
                Wrote .pinnace/config.yaml, from 3 references in 2 files.
                Wrote .gitlab/pinnace.yml.

                Next:
                  - read .pinnace/config.yaml: each line says why it is there
                  - pinnace reconcile --dry-run '/srv/it'\''s config'
                  - git -C '/srv/it'\''s config' add .pinnace/config.yaml .gitlab/pinnace.yml
                  - add 'include: [{local: .gitlab/pinnace.yml}]' to .gitlab-ci.yml, and a schedule (Build > Pipeline schedules)

                """#)
    }

    @Test func aJobAloneNeedsNoDryRun() throws {
        let path = try #require(RepositoryPath(".github/workflows/pinnace.yaml"))
        let job = ScheduledJob(.github, RegistryLogins(), opensPullRequest: true)
        #expect(
            InitText(files: [path], tally: "", job: job).text == """
                Wrote .github/workflows/pinnace.yaml.

                Next:
                  - git add .github/workflows/pinnace.yaml
                  - set the variables that .github/workflows/pinnace.yaml lists, in the repository's settings

                """)
    }
}
