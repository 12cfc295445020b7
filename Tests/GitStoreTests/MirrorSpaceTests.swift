import Foundation
import GitStore
import PinnaceTestSupport
import Testing

/// A copy does not grow with every fetch.
struct MirrorSpaceTests {
    private func names(_ directory: String, _ ending: String) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: directory).filter { $0.hasSuffix(ending) }
    }

    /// As if everything in the copy, or one file of it, had stood there for hours.
    private func age(_ path: String) throws {
        let old: [FileAttributeKey: Any] = [.modificationDate: Date(timeIntervalSinceNow: -7200)]
        for name in try FileManager.default.subpathsOfDirectory(atPath: path) {
            try FileManager.default.setAttributes(old, ofItemAtPath: "\(path)/\(name)")
        }
    }

    @Test func `many small packs and loose objects become one pack`() async throws {
        let fixture = try await GitFixture()
        let mirror = try GitMirror(
            of: GitRemoteURL(fixture.bare), in: fixture.scratch.path("cache"), using: GitNetwork())
        let packs = "\(mirror.path)/objects/pack"
        var fetched = try await mirror.fetch()
        for round in 0..<23 {
            try await fixture.commit(["n\(round).yaml": "a: \(round)\n"], "\(round)")
            fetched = try await mirror.fetch()
        }
        let own = try await fetched.repository.commit(
            ["a.yaml": .content(bytes("pinned\n"))], onto: fetched.commit, .test("pin"))
        #expect(try await mirror.push(own, to: "main", expecting: fetched.commit, from: fetched.repository) == .pushed)
        #expect(try names(packs, ".idx").count == 24)
        try age(mirror.path)
        let other = try await fixture.commit(["other.yaml": "o\n"], "other")
        #expect(try await mirror.fetch().commit == other)
        #expect(try names(packs, ".idx").count == 26, "what others may be reading stays for a while")
        try await fixture.git.run(in: mirror.path, "fsck", "--strict")
        #expect(try await fetched.repository.snapshot(of: own).entries().count == 25)
        try age(mirror.path)
        let last = try await mirror.fetch()
        #expect(try names(packs, ".idx").count == 2)
        #expect(try await fixture.git.run(in: mirror.path, "count-objects").hasPrefix("0 objects"))
        try await fixture.git.run(in: mirror.path, "fsck", "--strict")
        #expect(last.commit == other)
        let log = try await fixture.git.run(in: mirror.path, "rev-list", "--count", own.hex)
        #expect(log == "25")
        let tip = try await fixture.commit(["z.yaml": "z\n"], "after")
        #expect(try await mirror.fetch().commit == tip)
    }

    private func size(_ directory: String) throws -> Int {
        try FileManager.default.subpathsOfDirectory(atPath: directory).reduce(0) { sum, name in
            let attributes = try FileManager.default.attributesOfItem(atPath: "\(directory)/\(name)")
            return sum + (attributes[.size] as? Int ?? 0)
        }
    }

    /// A branch that is pushed with force again and again leaves nothing of its past but for a while.
    @Test func `what no branch leads to any more goes`() async throws {
        let fixture = try await GitFixture()
        let mirror = try GitMirror(
            of: GitRemoteURL(fixture.bare), in: fixture.scratch.path("cache"), using: GitNetwork(), slack: 1 << 20)
        try await fixture.git.run(in: fixture.bare, "config", "receive.denyNonFastForwards", "false")
        let clone = try await fixture.clone()
        let begin = try await fixture.tip()
        var last: GitObjectID?
        var seen: [GitObjectID] = []
        for round in 0..<12 {
            try await fixture.git.run(in: clone, "reset", "-q", "--hard", begin.hex)
            for file in 0..<2 {
                let noise = (0..<(256 << 10)).map { _ in UInt8.random(in: .min ... .max) }
                try Data(noise).write(to: URL(filePath: "\(clone)/noise\(file).bin"))
            }
            try await fixture.git.run(in: clone, "add", "-A")
            try await fixture.git.run(in: clone, "commit", "-q", "-m", "round \(round)")
            try await fixture.git.run(in: clone, "push", "-q", "--force", "origin", "HEAD:main")
            let fetched = try await mirror.fetch()
            #expect(try await fetched.commit == fixture.tip())
            // Whoever reads what was there before can go on.
            if let last { #expect(try await fetched.repository.snapshot(of: last).entries().count == 4) }
            last = fetched.commit
            seen.append(fetched.commit)
            if round % 3 == 2 { try age(mirror.path) }
        }
        try age(mirror.path)
        _ = try await mirror.fetch()
        try age(mirror.path)
        let fetched = try await mirror.fetch()
        try await fixture.git.run(in: mirror.path, "fsck", "--strict")
        #expect(try size("\(mirror.path)/objects") < 3 << 20, "12 rounds brought 6 MiB, of which half a MiB is of use")
        #expect(try await fetched.repository.snapshot(of: fetched.commit).entries().count == 4)
        await #expect(throws: GitError.self) { try await fetched.repository.snapshot(of: seen[0]) }
    }

    /// The server goes back to a commit that nothing led to when the copy was packed anew: libgit2 does not ask for what
    /// it sees lying there.
    @Test func `a branch that comes back is kept`() async throws {
        let fixture = try await GitFixture()
        let mirror = try GitMirror(
            of: GitRemoteURL(fixture.bare), in: fixture.scratch.path("cache"), using: GitNetwork(), slack: 0)
        try await fixture.git.run(in: fixture.bare, "config", "receive.denyNonFastForwards", "false")
        _ = try await mirror.fetch()
        let begin = try await fixture.tip()
        let first = try await fixture.commit(["one.yaml": String(repeating: "1 2 3\n", count: 99)], "one")
        _ = try await mirror.fetch()
        let clone = try await fixture.clone()
        try await fixture.git.run(in: clone, "reset", "-q", "--hard", begin.hex)
        let noise = (0..<4096).map { _ in String(UInt64.random(in: .min ... .max)) }.joined(separator: "\n")
        try fixture.scratch.write("writer/two.yaml", noise)
        try await fixture.git.run(in: clone, "add", "-A")
        try await fixture.git.run(in: clone, "commit", "-q", "-m", "two")
        try await fixture.git.run(in: clone, "push", "-q", "--force", "origin", "HEAD:main")
        try Data("1".utf8).write(to: URL(filePath: "\(mirror.path)/objects/pack/pinnace-measure"))
        _ = try await mirror.fetch()
        #expect(FileManager.default.fileExists(atPath: "\(mirror.path)/objects/pack/pinnace-superseded"))
        try await fixture.git.run(in: clone, "push", "-q", "--force", "origin", "\(first.hex):main")
        #expect(try await mirror.fetch().commit == first)
        try age(mirror.path)
        let fetched = try await mirror.fetch()
        #expect(!FileManager.default.fileExists(atPath: "\(mirror.path)/objects/pack/pinnace-superseded"))
        #expect(try await fetched.repository.snapshot(of: first).entries().count == 3)
        try await fixture.git.run(in: mirror.path, "fsck", "--strict")
    }

    /// Many at once, of which any may pack anew, and one that was killed before it could say what is superseded.
    @Test func `packing anew stands in nobody's way`() async throws {
        let fixture = try await GitFixture()
        let mirror = try GitMirror(
            of: GitRemoteURL(fixture.bare), in: fixture.scratch.path("cache"), using: GitNetwork(), slack: 0)
        try await fixture.git.run(in: fixture.bare, "config", "receive.denyNonFastForwards", "false")
        let clone = try await fixture.clone()
        let begin = try await fixture.tip()
        let list = "\(mirror.path)/objects/pack/pinnace-superseded"
        for round in 0..<8 {
            try await fixture.git.run(in: clone, "reset", "-q", "--hard", begin.hex)
            let noise = (0..<(64 << 10)).map { _ in UInt8.random(in: .min ... .max) }
            try Data(noise).write(to: URL(filePath: "\(clone)/noise.bin"))
            try await fixture.git.run(in: clone, "add", "-A")
            try await fixture.git.run(in: clone, "commit", "-q", "-m", "round \(round)")
            try await fixture.git.run(in: clone, "push", "-q", "--force", "origin", "HEAD:main")
            let tip = try await fixture.tip()
            try await withThrowingTaskGroup(of: Void.self) { group in
                for _ in 0..<6 {
                    group.addTask {
                        let fetched = try await mirror.fetch()
                        #expect(fetched.commit == tip)
                        let snapshot = try await fetched.repository.snapshot(of: tip)
                        let entry = try #require(try await snapshot.entry("noise.bin"))
                        #expect(try await snapshot.blob(entry.id, limit: 1 << 20) == noise)
                    }
                }
                try await group.waitForAll()
            }
            if round == 4 { try? FileManager.default.removeItem(atPath: list) }
            if round % 2 == 1 { try age(mirror.path) }
        }
        try await fixture.git.run(in: mirror.path, "fsck", "--strict")
    }
}
