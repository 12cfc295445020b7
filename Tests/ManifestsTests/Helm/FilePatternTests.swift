import Testing

@testable import Manifests

@Suite struct FilePatternTests {
    @Test(arguments: [
        ("a/*.yaml", "a/b.yaml", true), ("a/*.yaml", "a/b/c.yaml", false), ("a/?.yaml", "a/é.yaml", true),
        ("a/?.yaml", "a/.yaml", false), ("**/v.yaml", "v.yaml", true), ("**/v.yaml", "a/b/v.yaml", true),
        ("a/**/v.yaml", "a/v.yaml", true), ("a/**/b/**", "a/x/b", true), ("a/**/b/**", "a/x/c", false),
        ("a/*b*c", "a/xbxbxc", true), ("a/*b*c", "a/xcxb", false), ("**/a/**/a", "a/b/a/c/a", true),
    ])
    func starsAndQuestionMarks(pattern: String, path: String, matches: Bool) throws {
        let pattern = FilePattern(try #require(RepositoryPath(pattern)))
        #expect(pattern.matches(try #require(RepositoryPath(path))) == matches)
    }

    /// Each star more would double the time if every place were tried for it.
    @Test func manyStarsCostNoMore() throws {
        let name = String(repeating: "a", count: 200)
        let stars = String(repeating: "*a", count: 60)
        #expect(!FilePattern(try #require(RepositoryPath("\(stars)b"))).matches(try #require(RepositoryPath(name))))
        let folders = [String](repeating: "a", count: 40).joined(separator: "/")
        let anyFolders = [String](repeating: "**/a", count: 20).joined(separator: "/")
        #expect(
            !FilePattern(try #require(RepositoryPath("\(anyFolders)/b"))).matches(try #require(RepositoryPath(folders)))
        )
    }
}
