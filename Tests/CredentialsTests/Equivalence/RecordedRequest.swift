import Foundation
import PinnaceTestSupport

/// A request as far as it matters to a server, in lines that can be compared.
struct RecordedRequest: Equatable, CustomStringConvertible {
    private static let headers: Set = [
        "authorization", "metadata", "metadata-flavor", "x-identity-header", "x-amz-date", "x-amz-target",
        "x-amz-security-token", "x-amz-sso_bearer_token", "x-aws-ec2-metadata-token",
        "x-aws-ec2-metadata-token-ttl-seconds", "x-source",
    ]

    let line: String
    let description: String

    /// - Parameter free: fields that are left out, or `path field` for those of queries.
    init(_ request: ScriptedRequest, free: Set<String>) {
        line = "\(request.method) \(request.path)"
        var lines = [line]
        let query = request.target.dropFirst(request.path.count + 1)
        let path = request.path
        lines += Self.fields(String(query), free).filter { field in
            !free.contains("\(path) \(field.prefix { $0 != "=" })")
        }.map { "query \($0)" }
        lines += request.headers.map { ($0.name.lowercased(), $0.value) }.filter { Self.headers.contains($0.0) }
            .map { "\($0.0): \($0.1)" }.sorted()
        let type = request[header: "Content-Type"]?.prefix { $0 != ";" } ?? ""
        if !request.body.isEmpty { lines += ["content-type: \(type)"] + Self.body(request.text, String(type), free) }
        description = lines.joined(separator: "\n    ")
    }

    static func == (a: Self, b: Self) -> Bool { a.description == b.description }

    private static func body(_ text: String, _ type: String, _ free: Set<String>) -> [String] {
        switch type {
        case "application/x-www-form-urlencoded": fields(text, free)
        case "application/json": [json(Data(text.utf8), free) ?? text]
        default: [text]
        }
    }

    private static func fields(_ text: String, _ free: Set<String>) -> [String] {
        text.split(separator: "&").map(String.init).compactMap { field in
            let name = field.prefix { $0 != "=" }
            guard !free.contains(String(name)) else { return nil }
            let value = field.dropFirst(name.count + 1).replacingOccurrences(of: "+", with: " ").removingPercentEncoding
            return "\(name)=\(meaning(String(name), value, free) ?? value ?? "?")"
        }.sorted()
    }

    private static func meaning(_ name: String, _ value: String?, _ free: Set<String>) -> String? {
        switch name {
        case "assertion", "client_assertion": token(value ?? "", free)
        // JSON, encoded a second time.
        case "options", "subject_token":
            value?.replacingOccurrences(of: "+", with: " ").removingPercentEncoding.flatMap {
                json(Data($0.utf8), free)
            }
        default: nil
        }
    }

    /// What a JWT says; whether it is signed well is the server's to check.
    private static func token(_ text: String, _ free: Set<String>) -> String? {
        let parts = text.split(separator: ".").map(String.init)
        guard parts.count == 3 else { return nil }
        return parts.prefix(2).map { Self.data($0).flatMap { json($0, free) } ?? "?" }.joined(separator: " . ")
    }

    private static func json(_ data: Data, _ free: Set<String>) -> String? {
        guard var table = try? JSONSerialization.jsonObject(with: data) as? [String: Any] else { return nil }
        for name in free { table[name] = nil }
        // Neither says anything.
        for (name, value) in table where value is NSNull || (value as? [Any])?.isEmpty == true { table[name] = nil }
        if let list = table["headers"] as? [[String: String]] {
            table["headers"] = list.map { "\($0["key"] ?? ""): \($0["value"] ?? "")" }.sorted()
        }
        // Padded or not: Entra takes both.
        if let thumbprint = table["x5t"] as? String {
            table["x5t"] = thumbprint.replacingOccurrences(of: "=", with: "")
        }
        let text = try? JSONSerialization.data(withJSONObject: table, options: [.sortedKeys, .withoutEscapingSlashes])
        return text.map { String(decoding: $0, as: UTF8.self) }
    }

    static func data(_ base64URL: String) -> Data? {
        let plain = base64URL.replacingOccurrences(of: "-", with: "+").replacingOccurrences(of: "_", with: "/")
        return Data(base64Encoded: plain + String(repeating: "=", count: (4 - plain.count % 4) % 4))
    }
}
