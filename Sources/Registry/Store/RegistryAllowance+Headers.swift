import HTTPTransport
import ImageModel

extension RegistryAllowance {
    /// Docker Hub's headers (docs.docker.com, "Docker Hub usage and limits"): `ratelimit-limit: 100;w=21600`.
    init?(_ headers: HTTPHeaders, host: String) {
        guard let limit = headers["ratelimit-limit"].flatMap(Self.parse),
            let remaining = headers["ratelimit-remaining"].flatMap(Self.parse)
        else { return nil }
        self.init(host: host, limit: limit.count, remaining: remaining.count, window: limit.window)
    }

    private static func parse(_ text: String) -> (count: Int, window: Int?)? {
        let parts = text.split(separator: ";").map { $0.filter { $0 != " " } }
        guard let count = parts.first.flatMap({ Int($0) }), count >= 0 else { return nil }
        let window = parts.dropFirst().first { $0.hasPrefix("w=") }.flatMap { Int($0.dropFirst(2)) }
        return (count, window.flatMap { $0 > 0 ? $0 : nil })
    }
}
