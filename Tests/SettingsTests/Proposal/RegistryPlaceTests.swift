import Settings
import Testing

@Suite struct RegistryPlaceTests {
    @Test(arguments: [
        ("us-docker.pkg.dev/p/r", "us-docker.pkg.dev/p/r"), ("registry.example.com:5000/", "registry.example.com:5000"),
        ("localhost/x", "localhost/x"), ("docker.io/team", "docker.io/team"),
        ("index.docker.io/team", "docker.io/team"),
    ])
    func aPlaceIsAHostAndAPath(text: String, place: String) throws {
        #expect(try RegistryPlace(target: text, option: "--to").text == place)
    }

    @Test(arguments: [
        ("team", "'team' is no place in a registry: a host and a path, such as registry.example.com/team"),
        ("", "'' is no place in a registry: a host and a path, such as registry.example.com/team"),
        (
            "https://r.example.com/x",
            "'https://r.example.com/x' is no place in a registry: a host and a path, such as registry.example.com/team"
        ),
        (
            "r.example.com/Team",
            "'r.example.com/Team' is no place in a registry: a host and a path, such as registry.example.com/team"
        ),
        ("docker.io", "'docker.io' names nobody's images: say docker.io/ORGANISATION"),
        (
            "us-docker.pkg.dev/p",
            "'us-docker.pkg.dev/p' is no repository of Artifact Registry: say us-docker.pkg.dev/PROJECT/REPOSITORY"
        ),
    ])
    func whatIsNoneIsRefusedInWords(text: String, message: String) {
        let error = #expect(throws: ConfigurationError.self) { try RegistryPlace(target: text, option: "--to") }
        #expect(error?.description == "--to: \(message)")
    }
}
