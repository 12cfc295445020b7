import Foundation
import GitStore
import PinnaceTestSupport
import Testing

struct MirrorTests {
    private func mirror(_ fixture: GitFixture) throws -> GitMirror {
        try GitMirror(of: GitRemoteURL(fixture.bare), in: fixture.scratch.path("cache"), using: GitNetwork())
    }

    @Test func `fetches what is new, and finds the default branch`() async throws {
        let fixture = try await GitFixture()
        let mirror = try mirror(fixture)
        let first = try await mirror.fetch()
        #expect(first.branch == "main")
        #expect(try await first.commit == fixture.tip())
        let second = try await fixture.commit(["c.yaml": "3\n"], "second")
        let fetched = try await mirror.fetch(branch: "main")
        #expect(fetched.commit == second)
        #expect(try await fetched.repository.snapshot(of: second).entries().count == 3)
    }

    @Test(arguments: ["objects", "HEAD", "refs", "config", "packs"])
    func `a damaged copy is fetched anew`(_ part: String) async throws {
        let fixture = try await GitFixture()
        let mirror = try mirror(fixture)
        _ = try await mirror.fetch()
        let manager = FileManager.default
        switch part {
        case "packs":
            for name in try manager.contentsOfDirectory(atPath: mirror.path + "/objects/pack") {
                let file = mirror.path + "/objects/pack/" + name
                try manager.setAttributes([.posixPermissions: 0o644], ofItemAtPath: file)
                try Data("damaged".utf8).write(to: URL(filePath: file))
            }
        case "config": try Data("[core\n\u{0}".utf8).write(to: URL(filePath: mirror.path + "/config"))
        case "refs":
            try Data("x".utf8).write(to: URL(filePath: mirror.path + "/refs/remotes/origin/main"))
        default: try manager.removeItem(atPath: mirror.path + "/" + part)
        }
        let tip = try await fixture.commit(["c.yaml": "3\n"], "second")
        let fetched = try await mirror.fetch()
        #expect(fetched.commit == tip)
        #expect(try await fetched.repository.snapshot(of: tip).entries().count == 3)
        try await fixture.git.run(in: mirror.path, "fsck")
        #expect(try manager.contentsOfDirectory(atPath: fixture.scratch.path("cache")).count == 2)
    }

    @Test func `what a killed process left does not stand in the way`() async throws {
        let fixture = try await GitFixture()
        let mirror = try mirror(fixture)
        _ = try await mirror.fetch()
        let lock = mirror.path + "/refs/remotes/origin/main.lock"
        #expect(FileManager.default.createFile(atPath: lock, contents: nil))
        try FileManager.default.setAttributes(
            [.modificationDate: Date(timeIntervalSinceNow: -3600)], ofItemAtPath: lock)
        let tip = try await fixture.commit(["c.yaml": "3\n"], "second")
        #expect(try await mirror.fetch().commit == tip)
        let anew = try await mirror.fetchAnew()
        #expect(try await anew.repository.snapshot(of: tip).entries().count == 3)
    }

    @Test func `many at once share one copy`() async throws {
        let fixture = try await GitFixture()
        let tip = try await fixture.tip()
        try await withThrowingTaskGroup(of: GitObjectID.self) { group in
            for _ in 0..<8 { group.addTask { try await mirror(fixture).fetch().commit } }
            for try await commit in group { #expect(commit == tip) }
        }
    }

    @Test func `waits for another process, and can be called off`() async throws {
        let fixture = try await GitFixture()
        let mirror = try mirror(fixture)
        let held = fixture.scratch.path("held")
        let wait = "touch '\(held)'; while [ -e '\(held)' ]; do sleep 0.05; done"
        let holder = Task {
            try await CommandRun.run(
                ["flock", mirror.path + ".lock", "sh", "-c", wait], environment: fixture.git.environment)
        }
        while !FileManager.default.fileExists(atPath: held) { try await Task.sleep(for: .milliseconds(5)) }
        let cancelled = Task { try await mirror.fetch() }
        let waiting = Task { try await mirror.fetch() }
        cancelled.cancel()
        await #expect(
            throws: GitError(.cancelled, operation: "lock \(mirror.path).lock", message: "cancelled")
        ) { try await cancelled.value }
        try FileManager.default.removeItem(atPath: held)
        #expect(try await waiting.value.commit == fixture.tip())
        _ = try await holder.value
    }

    @Test func `the lost push is planned again until it wins`() async throws {
        let fixture = try await GitFixture()
        let mirror = try mirror(fixture)
        let stale = try await mirror.fetch()
        try await fixture.commit(["other.yaml": "1\n"], "other")
        func push(_ base: GitMirror.Fetched) async throws -> GitPushOutcome {
            let commit = try await base.repository.commit(
                ["a.yaml": .content(bytes("pinned\n"))], onto: base.commit, .test("pin"))
            return try await mirror.push(commit, to: base.branch, expecting: base.commit, from: base.repository)
        }
        #expect(try await push(stale) == .lost(tip: fixture.tip()))
        #expect(try await push(mirror.fetch()) == .pushed)
        #expect(try await fixture.git.run(in: fixture.bare, "log", "--format=%s", "main") == "pin\nother\nfirst")
        #expect(try await fixture.git.run(in: mirror.path, "for-each-ref", "refs/pinnace") == "")
    }
}
