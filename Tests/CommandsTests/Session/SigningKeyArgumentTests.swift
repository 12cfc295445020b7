import GitStore
import Settings
import Testing

@testable import Commands

struct SigningKeyArgumentTests {
    @Test(
        arguments: [
            ("ssh:id_ed25519", .ssh, "id_ed25519"), ("/run/secrets/key", .ssh, "/run/secrets/key"),
            ("~/.ssh/id_ed25519.pub", .ssh, "~/.ssh/id_ed25519.pub"),
            ("ssh-ed25519 AAAAC3Nz x@y", .ssh, "ssh-ed25519 AAAAC3Nz x@y"),
            ("key::ssh-ed25519 AAAAC3Nz", .ssh, "key::ssh-ed25519 AAAAC3Nz"),
            ("openpgp:release", .openpgp, "release"), ("0xDEADBEEF", .openpgp, "0xDEADBEEF"),
            (
                "4F25E3B6AD4C5F0F7B8A0E5D0123456789ABCDEF", .openpgp,
                "4F25E3B6AD4C5F0F7B8A0E5D0123456789ABCDEF"
            ),
            ("bot@example.com", .openpgp, "bot@example.com"),
        ] as [(String, CommitSigner.Format, String)])
    func `the kind shows`(_ text: String, _ format: CommitSigner.Format, _ key: String) throws {
        let argument = try SigningKeyArgument(text, subject: "--signing-key")
        #expect(argument.format == format)
        #expect(argument.key == key)
    }

    @Test(arguments: ["release", "", "ssh:", "openpgp:", "ABCDEF", "x509:1"])
    func `or it has to be said`(_ text: String) {
        let error = #expect(throws: ConfigurationError.self) {
            try SigningKeyArgument(text, subject: "PINNACE_SIGNING_KEY")
        }
        #expect(
            error?.description
                == "PINNACE_SIGNING_KEY: '\(text)' shows no kind of key; write ssh:FILE, or openpgp: and a fingerprint")
    }
}
