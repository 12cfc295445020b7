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
}
