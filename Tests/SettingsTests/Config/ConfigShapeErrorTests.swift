import Settings
import Testing

/// Files that are not even shaped like a configuration.
@Suite struct ConfigShapeErrorTests {
    @Test(
        arguments: [
            ("", "1:1: the file is empty"),
            ("# nothing\n", "1:1: the file is empty"),
            ("[]\n", "1:1: expected a mapping, found a list"),
            ("hello\n", "1:1: expected a mapping, found a string"),
            ("kind: Config\n", "1:1: the key `apiVersion` is missing"),
            ("apiVersion: pinnace.dev/v1alpha1\n", "1:1: the key `kind` is missing"),
            (
                "apiversion: pinnace.dev/v1alpha1\nkind: Config\n",
                "1:1: unknown key `apiversion`, did you mean `apiVersion`?"
            ),
            (
                "apiVersion: pinnace.dev/v1\nkind: Config\n",
                "1:13: 'pinnace.dev/v1' is not known here; it has to be 'pinnace.dev/v1alpha1'"
            ),
            (
                "apiVersion: pinnace.dev/v1alpha1\nkind: Holds\n",
                "2:7: 'Holds' is not known here; it has to be 'Config'"
            ),
        ])
    func head(_ text: String, _ expected: String) {
        #expect(ConfigText.error(text) == ".pinnace/config.yaml:\(expected)")
    }

    @Test(
        arguments: [
            ("platform: [linux/amd64]\n", "3:1: unknown key `platform`, did you mean `platforms`?"),
            ("Rewrites: []\n", "3:1: unknown key `Rewrites`, did you mean `rewrites`?"),
            ("credentials: {}\n", "3:1: unknown key `credentials`"),
            ("files:\n  exclud: [x]\n", "4:3: files: unknown key `exclud`, did you mean `exclude`?"),
            ("rewrites:\n  - form: gcr.io/a/{b}\n", "4:5: rewrites[0]: unknown key `form`, did you mean `from`?"),
            ("policies:\n  - platforms: []\n", "4:5: policies[0]: the key `match` is missing"),
            ("registries:\n  - layout: x\n", "4:5: registries[0]: the key `host` is missing"),
            ("kind: Config\n", "3:1: the key `kind` stands twice"),
            ("---\napiVersion: x\n", "4:1: the file has more than one document"),
        ])
    func keys(_ body: String, _ expected: String) {
        #expect(ConfigText.error(ConfigText.heading + body) == ".pinnace/config.yaml:\(expected)")
    }

    @Test(
        arguments: [
            ("platforms: linux/amd64\n", "3:12: platforms: expected a list, found a string"),
            ("platforms: [1.10]\n", "3:13: platforms[0]: expected a string, found the number 1.10; put it in quotes"),
            ("files: [\"**\"]\n", "3:8: files: expected a mapping, found a list"),
            ("helm: {digest: true}\n", "3:16: helm.digest: expected a string, found `true`; put it in quotes"),
            (
                "publish: {maximumChanges: many}\n",
                "3:27: publish.maximumChanges: expected a whole number, found a string"
            ),
            ("rewrites:\n  - *base\n", "4:5: the alias *base has no anchor &base before it"),
            (
                "rewrites:\n  - {from: a\n",
                "5:1: did not find expected ',' or '}' while parsing a flow mapping that begins at 4:5"
            ),
        ])
    func values(_ body: String, _ expected: String) {
        #expect(ConfigText.error(ConfigText.heading + body) == ".pinnace/config.yaml:\(expected)")
    }

    @Test func depthIsBounded() {
        let text = ConfigText.heading + "rewrites: " + String(repeating: "[", count: 100_000)
        #expect(ConfigText.error(text)?.hasPrefix(".pinnace/config.yaml:3:") == true)
    }

    @Test func invalidUTF8() {
        let bytes =
            Array(ConfigText.heading.utf8) + Array("commit: {subject: \"".utf8) + [0xFF, 0xFE, 0x22, 0x7D, 0x0A]
        #expect(throws: ConfigurationError.self) { try Configuration.read(bytes, settings: OperatorSettings()) }
    }
}
