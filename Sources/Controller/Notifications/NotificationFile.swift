import HTTPTransport
import Settings
import YAMLSource

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// The operator's own receivers: a file with their addresses, as a mounted Secret has it.
struct NotificationFile: Decodable, Sendable {
    enum CodingKeys: String, CodingKey, CaseIterable { case apiVersion, kind, targets }

    struct Target: Decodable, Sendable {
        enum CodingKeys: String, CodingKey, CaseIterable { case type, address, token, events, namespaces }

        let type: String
        let address: String
        let token: String?
        let events: [String]?
        let namespaces: [String]?
    }

    private static let limit = 64 << 10

    let apiVersion: String
    let kind: String
    let targets: [Target]

    /// Those who are told of a namespace's repositories.
    ///
    /// - Throws: ``NotificationProblem`` for a file that cannot be read, or that is none of notifications.
    static func targets(at path: String, for namespace: String) throws(NotificationProblem) -> [NotificationTarget] {
        guard let data = FileManager.default.contents(atPath: path), data.count <= limit else {
            throw NotificationProblem("'\(path)' cannot be read, or is larger than \(limit) bytes")
        }
        let file: NotificationFile
        do throws(YAMLSourceError) {
            file = try YAMLDecoder().decode(NotificationFile.self, from: Array(data))
        } catch {
            // What stands there is not told: it may be a token.
            throw NotificationProblem("'\(path)' cannot be read at \(error.location): \(error.code)")
        }
        guard file.apiVersion == ConfigFile.apiVersion, file.kind == "Notifications" else {
            throw NotificationProblem("'\(path)' is not of kind Notifications")
        }
        var targets: [NotificationTarget] = []
        for (index, target) in file.targets.enumerated()
        where target.namespaces.map({ $0.contains(namespace) }) ?? true {
            targets.append(try target.target(named: "'\(path)', targets[\(index)]"))
        }
        return targets
    }
}

extension NotificationFile.Target {
    fileprivate func target(named name: String) throws(NotificationProblem) -> NotificationTarget {
        guard let type = NotificationType(rawValue: type) else {
            throw NotificationProblem(
                "\(name): 'type' is one of \(NotificationType.allCases.map(\.rawValue).joined(separator: ", "))")
        }
        var known: Set<Notice.Event> = []
        for word in events ?? [] {
            guard let event = Notice.Event(rawValue: word) else {
                throw NotificationProblem(
                    "\(name): 'events' are \(Notice.Event.allCases.map(\.rawValue).joined(separator: ", "))")
            }
            known.insert(event)
        }
        do {
            let address = try NotificationAddress(Secret(address), token: token.map { Secret($0) })
            return NotificationTarget(type: type, events: known, address: address, isOperators: true)
        } catch {
            throw NotificationProblem("\(name): \(error)")
        }
    }
}
