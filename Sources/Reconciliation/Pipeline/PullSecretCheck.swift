import ImageModel
import Manifests
import Planning
import YAMLSource

/// Whether nodes will be able to pull what workloads are to name: the secrets that they pull with are looked at where
/// their manifests stand in the repository.
///
/// Nothing is said of workloads without such a secret, whose nodes pull with an identity of their own, nor of a secret
/// that is not in the repository.
struct PullSecretCheck {
    private struct Question: Hashable {
        let workload: PullSecretWorkload
        let file: RepositoryPath
        let host: String
    }

    private struct Place<Value: Sendable> {
        let file: RepositoryPath
        let value: Value
    }

    private let workloads: [RepositoryPath: [PullSecretWorkload]]
    private let secrets: [String: [Place<PullSecret>]]
    private let accounts: [String: [Place<PullSecretAccount>]]
    private let targets: Set<String>

    init(_ scans: [FileScan], _ rules: PlanningRules) {
        var workloads: [RepositoryPath: [PullSecretWorkload]] = [:]
        var secrets: [String: [Place<PullSecret>]] = [:]
        var accounts: [String: [Place<PullSecretAccount>]] = [:]
        for scan in scans where !scan.pullSecrets.isEmpty {
            workloads[scan.file] = scan.pullSecrets.workloads
            for secret in scan.pullSecrets.secrets {
                secrets[secret.name, default: []].append(Place(file: scan.file, value: secret))
            }
            for account in scan.pullSecrets.accounts {
                guard let name = account.object.name else { continue }
                accounts[name, default: []].append(Place(file: scan.file, value: account))
            }
        }
        self.workloads = workloads
        self.secrets = secrets
        self.accounts = accounts
        targets = Set(rules.rewrites.compactMap(\.targetHost))
    }

    /// In the order of the references; one for each workload and host.
    func findings(_ references: [PlannedReference]) -> [Finding] {
        guard !secrets.isEmpty else { return [] }
        var asked: Set<Question> = []
        return references.flatMap { reference -> [Finding] in
            guard reference.status == .change || reference.status == .unchanged,
                let workload = workload(of: reference.occurrence),
                let image = try? ImageReference(parsing: reference.to ?? reference.from)
            else { return [] }
            let old = try? ImageReference(parsing: reference.from)
            let host = image.repository.host
            let isMove = old.map { $0.repository.host != host } ?? true
            guard isMove || targets.contains(host),
                asked.insert(Question(workload: workload, file: reference.occurrence.file, host: host)).inserted
            else { return [] }
            return finding(workload, reference.occurrence.file, image.repository, isMove: isMove)
        }
    }

    private func workload(of occurrence: ImageOccurrence) -> PullSecretWorkload? {
        // What stands nearest counts: a template's own secrets, before those of the whole object.
        workloads[occurrence.file]?
            .filter { $0.object == occurrence.object && occurrence.field.hasPrefix($0.field + ".") }
            .max { $0.field.utf8.count < $1.field.utf8.count }
    }

    private func finding(
        _ workload: PullSecretWorkload, _ file: RepositoryPath, _ image: ImageRepository, isMove: Bool
    ) -> [Finding] {
        guard let (names, file) = names(workload, file) else { return [] }
        var lacking: [Place<PullSecret>] = []
        var unknown: [Place<PullSecret>] = []
        for name in names {
            let found = (secrets[name.name] ?? []).filter {
                Self.mayMeet($0.value.namespace, workload.object.namespace)
            }
            guard !found.isEmpty else { return [] }
            if found.contains(where: { $0.value.keys?.contains { $0.matches(image) } == true }) { return [] }
            unknown += found.filter { $0.value.keys == nil }
            lacking += found.filter { $0.value.keys != nil }
        }
        guard let first = names.first, isMove || unknown.isEmpty else { return [] }
        let message =
            "\(workload.object) pulls with \(unknown.isEmpty ? known(lacking, image) : hidden(unknown, image))"
        return [Finding(file: file, location: first.location, reason: .pullSecret, message: message)]
    }

    /// The pod's own, or those of its ServiceAccount, which count where it has none.
    private func names(
        _ workload: PullSecretWorkload, _ file: RepositoryPath
    ) -> (names: [PullSecretName], file: RepositoryPath)? {
        if !workload.secrets.isEmpty { return (workload.secrets, file) }
        let found = (accounts[workload.account] ?? []).filter {
            Self.mayMeet($0.value.object.namespace, workload.object.namespace)
        }
        // Several of the name, as in a folder for each environment: which one counts is not known.
        guard found.count == 1, let account = found.first else { return nil }
        return (account.value.secrets, account.file)
    }

    private static func mayMeet(_ one: String?, _ other: String?) -> Bool {
        one == nil || other == nil || one == other
    }

    private func known(_ secrets: [Place<PullSecret>], _ image: ImageRepository) -> String {
        let keys = Set(secrets.flatMap { $0.value.keys ?? [] }.map(\.description)).sorted()
        let held = keys.isEmpty ? "none at all" : "one for \(Self.list(keys)) and none for \(image)"
        return
            "\(named(secrets)), of whose credentials there is \(held): nodes cannot pull the image unless it is public "
            + "or the nodes' own identity may; add one for \(image.host)"
    }

    private func hidden(_ secrets: [Place<PullSecret>], _ image: ImageRepository) -> String {
        "\(named(secrets)), whose content is not known here: see that there is a credential for \(image.host) in it, "
            + "unless the image is public or the nodes' own identity may pull it"
    }

    private func named(_ secrets: [Place<PullSecret>]) -> String {
        Self.list(secrets.map { "'\($0.value.name)' (\($0.file):\($0.value.location.line))" })
    }

    private static func list(_ words: [String]) -> String {
        words.prefix(5).joined(separator: ", ") + (words.count > 5 ? " and \(words.count - 5) more" : "")
    }
}
