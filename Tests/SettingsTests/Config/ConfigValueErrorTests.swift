import Settings
import Testing

/// Files of the right shape that say something impossible.
@Suite struct ConfigValueErrorTests {
    @Test(
        arguments: [
            (
                "platforms: [linux/amd64, arm64]\n",
                "3:26: 'arm64' is not a platform, such as linux/amd64 or linux/arm/v7"
            ),
            (
                "policies:\n  - match: \"**\"\n    platforms: [linux]\n",
                "5:17: 'linux' is not a platform, such as linux/amd64 or linux/arm/v7"
            ),
            (
                "policies:\n  - match: \"**\"\n    follow: semver\n",
                "5:13: 'semver' needs a range, as in 'semver ~2.8'"
            ),
            ("policies:\n  - match: gcr.io//x\n", "4:12: 'gcr.io//x' has an empty segment"),
            ("helm: {digest: keys}\n", "3:16: 'keys' is not one of auto, key, tag, never; did you mean 'key'?"),
            ("movedTag: {floating: upgrade}\n", "3:22: 'upgrade' is not one of update, block"),
            ("movedTag: {version: ignore}\n", "3:21: 'ignore' is not one of update, block"),
            (
                "write: {form: digests}\n",
                "3:15: 'digests' is not one of tag-and-digest, digest; did you mean 'digest'?"
            ),
            ("commit: {author: Ana}\n", "3:18: an author is written 'Name <mail@example.com>'"),
            ("commit: {author: \"<a@b>\"}\n", "3:18: an author is written 'Name <mail@example.com>'"),
            ("commit: {author: \"A <a@b>\\nX: y <c@d>\"}\n", "3:18: an author is written 'Name <mail@example.com>'"),
            ("registries: [{host: x.dev, limits: {concurrency: 0}}]\n", "3:50: the limit has to be 1 or more"),
            (
                "registries: [{host: x.dev, limits: {requestsPerSecond: -1}}]\n",
                "3:56: the limit has to be 1 or more"
            ),
            ("publish: {mode: pull}\n", "3:17: 'pull' is not one of push, branch, pull-request"),
            ("publish: {grouping: team}\n", "3:21: 'team' is not one of none, folder, owner, image"),
            (
                "publish: {branch: \"pins/{date}\"}\n",
                "3:19: 'pins/{date}' is no branch: write one such as pinnace/update/{base}, with {base} and {group} alone "
                    + "to fill in"
            ),
            (
                "publish: {branch: \"a..b\"}\n",
                "3:19: 'a..b' is no branch: write one such as pinnace/update/{base}, with {base} and {group} alone to fill in"
            ),
            ("publish: {labels: [\"a,b\"]}\n", "3:20: 'a,b' is no name: it is empty, or has a comma or line end"),
            ("publish: {maximumChanges: 0}\n", "3:27: the limit has to be 1 or more"),
            ("publish: {maximumChanges: -1}\n", "3:27: the limit has to be 1 or more"),
        ])
    func settings(_ body: String, _ expected: String) {
        #expect(ConfigText.error(ConfigText.heading + body) == ".pinnace/config.yaml:\(expected)")
    }

    @Test(
        arguments: [
            ("maximumCompressedSize: 200M", "5:36: '200M' is not a size, such as 200MB or 512MiB"),
            ("maximumCompressedSize: 0MB", "5:36: '0MB' is not a size, such as 200MB or 512MiB"),
            (
                "maximumCompressedSize: 99999999999GB",
                "5:36: '99999999999GB' is not a size, such as 200MB or 512MiB"
            ),
            ("exposedPort: 70000", "5:26: a port is 1 to 65535"),
            ("entrypoint: yes please", "5:25: 'yes please' is not 'required'"),
            ("user: root", "5:19: 'root' is not 'non-root'"),
            ("maximumAge: 3 months", "5:25: '3 months' is not a time, such as 12h, 90d or 8w"),
            ("maximumAge: -3d", "5:25: '-3d' is not a time, such as 12h, 90d or 8w"),
            ("labels: [\"=x\"]", "5:22: a label is KEY or KEY=VALUE"),
            ("maximumSize: 200MB", "5:13: policies[0].image: unknown key `maximumSize`, did you mean `maximumAge`?"),
        ])
    func imageRequirements(_ keys: String, _ expected: String) {
        let text = ConfigText.heading + "policies:\n  - match: \"**\"\n    image: {\(keys)}\n"
        #expect(ConfigText.error(text) == ".pinnace/config.yaml:\(expected)")
    }

    @Test(
        arguments: [
            ("verify: {}", "4:12: 'verify' asks for one of 'cosign' and 'notation'"),
            ("verify: {cosign: {}}", "4:12: 'cosign' asks for a 'key', or for 'issuer', 'subject' and 'trustRoot'"),
            (
                "verify: {cosign: {key: a, issuer: b}}",
                "4:12: 'cosign' asks for a 'key', or for 'issuer', 'subject' and 'trustRoot'"
            ),
            ("verify: {cosign: {key: \"a=b\"}}", "5:28: 'a=b' is no name: it has neither '=', ',' nor spaces"),
            (
                "verify: {cosign: {issuer: i.dev, subject: a, trustRoot: b}}",
                "5:31: 'verify' needs the issuer's whole address, https://…"
            ),
            (
                "verify: {cosign: {issuer: \"https://i.dev\", subject: \"*\", trustRoot: b}}",
                "5:31: 'verify' needs a subject that names somebody"
            ),
            (
                "verify: {notation: {trustStore: a, identities: []}}",
                "5:37: 'identities' has to name somebody, or '*' for all"
            ),
            (
                "verify: {notation: {trustStore: a, identities: [Acme]}}",
                "5:53: 'Acme' is neither '*' nor 'x509.subject: C=…, ST=…, O=…'"
            ),
            (
                "verify: {notation: {trustStore: a, identities: [\"*\"], verifyTimestamp: always}}",
                "5:76: 'verifyTimestamp' goes with 'timestampStore'"
            ),
            (
                "verify: {notation: {trustStore: a, identities: [\"*\"], timestampStore: b, verifyTimestamp: never}}",
                "5:95: 'never' is not one of always, afterCertExpiry"
            ),
            (
                "scan: {maximumSeverity: severe}",
                "5:29: 'severe' is not one of none, informational, low, medium, high, critical"
            ),
            ("scan: {maximumSeverity: critical}", "5:29: 'critical' accepts everything: leave 'scan' out"),
        ])
    func demands(_ keys: String, _ expected: String) {
        let text = ConfigText.heading + "policies:\n  - match: \"**\"\n    \(keys)\n"
        #expect(ConfigText.error(text) == ".pinnace/config.yaml:\(expected)")
    }

    @Test(
        arguments: [
            ("from: gcr.io/a/{b}", "4:11: rewrites[0] needs both 'from' and 'to', or a 'preset'"),
            ("to: x.dev/a/b", "4:9: rewrites[0] needs both 'from' and 'to', or a 'preset'"),
            ("copy: missing", "4:11: rewrites[0] needs both 'from' and 'to', or a 'preset'"),
            ("preset: gcr", "4:13: 'gcr' is not a preset; there is 'gcr-to-artifact-registry'"),
            (
                "{preset: gcr-to-artifact-registry, from: gcr.io/a}",
                "4:46: a preset has no 'from' and 'to' of its own"
            ),
            (
                "{from: \"gcr.io/a{b}\", to: \"x.dev/{b}\"}",
                "4:12: 'a{b}' in 'gcr.io/a{b}': a capture is a whole segment, as in {image}"
            ),
            ("{from: \"gcr.io/{b}/{b}\", to: \"x.dev/{b}\"}", "4:12: 'gcr.io/{b}/{b}' captures the same name twice"),
            (
                "{from: \"gcr.io/{b...}/x\", to: \"x.dev/{b...}\"}",
                "4:12: '{b...}' in 'gcr.io/{b...}/x': {name...} stands at the end"
            ),
            (
                "{from: \"gcr.io/{b-c}\", to: \"x.dev/{b-c}\"}",
                "4:12: '{b-c}' in 'gcr.io/{b-c}': a capture's name is letters, digits and '_'"
            ),
            (
                "{from: \"gcr.io/{b}\", to: \"x.dev/{c}\"}",
                "4:30: 'x.dev/{c}' uses {c}, which 'from' does not capture"
            ),
            ("{from: \"gcr.io/{b}\", to: \"X Y/{b}\"}", "4:30: 'X Y/{b}' is no repository in a registry"),
            (
                "{from: \"gcr.io/{b}\", to: \"x.dev/{b}\", copy: missing, fillsOnRead: true}",
                "4:71: a place that fills on the first read is not copied to: leave 'copy' out"
            ),
            (
                "{preset: gcr-to-artifact-registry, fillsOnRead: true}",
                "4:53: the places of a preset do not fill on a read"
            ),
            (
                "{from: \"gcr.io/{b}\", to: \"x.dev/{b}\", copy: mising}",
                "4:49: 'mising' is not one of never, missing, replace; did you mean 'missing'?"
            ),
            (
                "{from: \"gcr.io/{b}\", to: \"x.dev/{b}\", identity: no}",
                "4:53: 'no' is not one of if-readable, require, ignore"
            ),
        ])
    func rewrites(_ rule: String, _ expected: String) {
        #expect(ConfigText.error(ConfigText.heading + "rewrites:\n  - \(rule)\n") == ".pinnace/config.yaml:\(expected)")
    }

    @Test(
        arguments: [
            (
                "{host: a.dev, newRepositories: {kmsKey: x}}", "4:45: 'kmsKey' goes with 'encryption: KMS'"
            ),
            ("host: gcr.io", "4:11: 'gcr.io' needs an 'endpoint' or a 'layout'"),
            (
                "{host: gcr.io, endpoint: \"http://127.0.0.1:5\", layout: x}",
                "4:60: a registry has an 'endpoint' or a 'layout', not both"
            ),
            (
                "{host: gcr.io, endpoint: \"ftp://127.0.0.1\"}",
                "4:30: 'ftp://127.0.0.1' is not an http or https address"
            ),
            (
                "{host: gcr.io, endpoint: \"http://a:b@127.0.0.1\"}",
                "4:30: 'http://a:b@127.0.0.1' is not an http or https address"
            ),
            (
                "{host: gcr.io, endpoint: \"http://127.0.0.1\"}\n  - {host: GCR.io, layout: x}",
                "5:12: 'gcr.io' stands here twice"
            ),
        ])
    func registries(_ registry: String, _ expected: String) {
        let text = ConfigText.heading + "registries:\n  - \(registry)\n"
        #expect(ConfigText.error(text) == ".pinnace/config.yaml:\(expected)")
    }

    @Test func aFileOfTheOperatorsIsCalledByItsName() {
        let error = #expect(throws: ConfigurationError.self) {
            try Configuration.read(Array("kind: Config\n".utf8), name: "ops/pinnace.yaml", settings: OperatorSettings())
        }
        #expect(error?.description == "ops/pinnace.yaml:1:1: the key `apiVersion` is missing")
    }
}
