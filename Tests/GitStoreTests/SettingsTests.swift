import GitStore
import PinnaceTestSupport
import Testing

/// git reads its settings from where the environment says; so does what is built on libgit2, which does not.
struct SettingsTests {
    @Test func `a global file that was named counts instead of the user's`() async throws {
        let fixture = try await GitFixture()
        let path = try fixture.scratch.write("named", "[user]\n\tname = Ana Developer\n[x]\n\ty = é\n")

        let repository = try await GitRepository.open(fixture.bare, environment: ["GIT_CONFIG_GLOBAL": path])

        #expect(try await repository.configuration("user.name") == "Ana Developer")
        #expect(try await repository.configuration("x.y") == "é")
        #expect(try await repository.configuration("http.receivepack") == "true", "the repository's own still counts")
    }

    @Test(arguments: ["", "/dev/null", "/nowhere/at/all"])
    func `no global file at all`(path: String) async throws {
        let fixture = try await GitFixture()
        let repository = try await GitRepository.open(
            fixture.bare, environment: ["GIT_CONFIG_GLOBAL": path, "GIT_CONFIG_NOSYSTEM": "1"])
        #expect(try await repository.configuration("user.name") == nil)
    }

    @Test(arguments: [("0", "Machine"), ("", "Machine"), ("1", nil), ("true", nil), ("On", nil)])
    func `the system's file counts unless it is switched off`(off: String, name: String?) async throws {
        let fixture = try await GitFixture()
        let path = try fixture.scratch.write("system", "[user]\n\tname = Machine\n")
        let repository = try await GitRepository.open(
            fixture.bare,
            environment: ["GIT_CONFIG_GLOBAL": "", "GIT_CONFIG_SYSTEM": path, "GIT_CONFIG_NOSYSTEM": off])
        #expect(try await repository.configuration("user.name") == name)
    }

    @Test func `the repository's own outranks the user's, the user's the system's`() async throws {
        let fixture = try await GitFixture()
        let global = try fixture.scratch.write(
            "global", "[a]\n\tb = global\n\tc = global\n[http]\n\treceivepack = no\n")
        let system = try fixture.scratch.write("system", "[a]\n\tb = system\n\td = system\n")
        let repository = try await GitRepository.open(
            fixture.bare, environment: ["GIT_CONFIG_GLOBAL": global, "GIT_CONFIG_SYSTEM": system])
        #expect(try await repository.configuration("a.b") == "global")
        #expect(try await repository.configuration("a.d") == "system")
        #expect(try await repository.configuration("http.receivepack") == "true")
    }

    @Test func `a filter that the named file sets is applied`() async throws {
        let fixture = try await GitFixture()
        let path = try fixture.scratch.write("named", "[core]\n\tautocrlf = true\n")
        let clone = try await fixture.clone()
        let repository = try await GitRepository.open(clone, environment: ["GIT_CONFIG_GLOBAL": path])
        #expect(try await repository.toBlob("a.yaml", bytes("a: 1\r\n")) == bytes("a: 1\n"))
        #expect(try await repository.toWorkTree("a.yaml", bytes("a: 1\n")) == bytes("a: 1\r\n"))
    }

    @Test func `a broken file is named`() async throws {
        let fixture = try await GitFixture()
        let path = try fixture.scratch.write("named", "[user\n")
        let error = await #expect(throws: GitError.self) {
            _ = try await GitRepository.open(fixture.bare, environment: ["GIT_CONFIG_GLOBAL": path])
        }
        #expect(error?.operation == "read git's settings from \(path)")
    }
}
