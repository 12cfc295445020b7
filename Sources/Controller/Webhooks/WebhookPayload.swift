#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// What deliveries look like, as far as they say where to look. Formats are the senders' published ones.
struct WebhookPayload: Decodable {
    private struct Repository: Decodable {
        var cloneUrl: String?
        var sshUrl: String?
        var htmlUrl: String?
        var links: Links?
    }

    /// Bitbucket's.
    private struct Links: Decodable {
        var html: Link?
    }

    private struct Link: Decodable {
        var href: String?
    }

    /// GitLab's.
    private struct Project: Decodable {
        var gitHttpUrl: String?
        var gitSshUrl: String?
        var webUrl: String?
    }

    /// ACR's and the distribution's.
    private struct Request: Decodable {
        var host: String?
    }

    /// The distribution's.
    private struct Event: Decodable {
        var action: String?
        var request: Request?
    }

    /// Harbor's.
    private struct EventData: Decodable {
        struct Resource: Decodable {
            var resourceUrl: String?
        }

        var resources: [Resource]?
    }

    /// Pub/Sub's envelope.
    private struct Message: Decodable {
        var data: String?
    }

    /// What Artifact Registry publishes: `{"action": "INSERT", "digest": "HOST/PROJECT/REPOSITORY/IMAGE@sha256:…", "tag": …}`.
    private struct Publication: Decodable {
        var action: String?
        var digest: String?
        var tag: String?
    }

    private var repository: Repository?
    private var project: Project?
    private var request: Request?
    private var action: String?
    private var events: [Event]?
    private var eventData: EventData?
    private var dockerUrl: String?
    private var account: String?
    private var region: String?
    private var message: Message?

    private enum CodingKeys: String, CodingKey {
        case repository, project, request, action, events, eventData, dockerUrl, account, region
        case message
    }

    /// - Throws: where it is no JSON object.
    init(reading body: [UInt8]) throws {
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .convertFromSnakeCase
        self = try decoder.decode(WebhookPayload.self, from: Data(body))
    }

    /// What is of another shape than expected is left out: senders add and change what is not looked at here.
    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        func value<Value: Decodable>(_ type: Value.Type, _ key: CodingKeys) -> Value? {
            try? container.decodeIfPresent(type, forKey: key)
        }
        repository = value(Repository.self, .repository)
        project = value(Project.self, .project)
        request = value(Request.self, .request)
        action = value(String.self, .action)
        events = value([Event].self, .events)
        eventData = value(EventData.self, .eventData)
        dockerUrl = value(String.self, .dockerUrl)
        account = value(String.self, .account)
        region = value(String.self, .region)
        message = value(Message.self, .message)
    }

    /// - Parameter event: the kind of event, where the sender's header says it.
    func hints(from sender: WebhookSender, event: String?) -> [WebhookHint] {
        switch sender {
        case .github:
            event == "push"
                ? repositoryHint : ["package", "registry_package"].contains(event) ? [.registry(host: "ghcr.io")] : []
        case .gitea, .bitbucket: repositoryHint
        case .gitlab: projectHint
        case .dockerhub: [.registry(host: "docker.io")]
        case .quay: [dockerUrl.map(Self.host) ?? "quay.io"].map { .registry(host: $0) }
        case .harbor: (eventData?.resources ?? []).compactMap(\.resourceUrl).map { .registry(host: Self.host($0)) }
        case .acr: action == "push" ? [request?.host].compactMap(\.self).map { .registry(host: $0) } : []
        case .ecr: elasticHint
        case .artifactRegistry: publicationHint
        case .distribution:
            (events ?? []).filter { $0.action == "push" }.compactMap { $0.request?.host }.map { .registry(host: $0) }
        }
    }

    private var repositoryHint: [WebhookHint] {
        let addresses = [
            repository?.cloneUrl, repository?.sshUrl, repository?.htmlUrl, repository?.links?.html?.href,
        ].compactMap(\.self)
        return addresses.isEmpty ? [] : [.repository(addresses: addresses)]
    }

    private var projectHint: [WebhookHint] {
        let addresses = [project?.gitHttpUrl, project?.gitSshUrl, project?.webUrl].compactMap(\.self)
        return addresses.isEmpty ? [] : [.repository(addresses: addresses)]
    }

    /// EventBridge's envelope names account and region; which of the two hosts of a registry is used is not said.
    private var elasticHint: [WebhookHint] {
        guard let account, let region, account.utf8.count == 12, account.utf8.allSatisfy({ (48...57).contains($0) })
        else { return [] }
        let suffix = region.hasPrefix("cn-") ? "amazonaws.com.cn" : "amazonaws.com"
        return [.registry(host: "\(account).dkr.ecr.\(region).\(suffix)")]
    }

    /// What was taken away is no reason to look for something new.
    private var publicationHint: [WebhookHint] {
        guard let data = message?.data.flatMap({ Data(base64Encoded: $0) }),
            let publication = try? JSONDecoder().decode(Publication.self, from: data), publication.action == "INSERT",
            let name = publication.tag ?? publication.digest
        else { return [] }
        return [.registry(host: Self.host(name))]
    }

    /// `harbor.example.com/library/app:1` and `quay.io/team/app` begin with their host.
    private static func host(_ text: String) -> String {
        let bare = text.firstRange(of: "://").map { text[$0.upperBound...] } ?? text[...]
        return String(bare.prefix { $0 != "/" })
    }
}
