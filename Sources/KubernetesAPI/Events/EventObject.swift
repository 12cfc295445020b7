/// `events.k8s.io/v1` Event.
package struct EventObject: KubernetesResource {
    package static let type = ResourceType(group: "events.k8s.io", version: "v1", kind: "Event", plural: "events")

    package var apiVersion = EventObject.type.apiVersion
    package var kind = EventObject.type.kind
    package var metadata: ObjectMeta
    /// MicroTime.
    package var eventTime: String
    package var reportingController: String
    package var reportingInstance: String
    package var action: String
    package var reason: String
    package var note: String
    /// `Normal` or `Warning`.
    package var type: String
    package var regarding: ObjectReference
    package var series: Series?

    package struct Series: Codable, Hashable, Sendable {
        package var count: Int
        package var lastObservedTime: String
    }

    private enum CodingKeys: String, CodingKey {
        case apiVersion, kind, metadata, eventTime, reportingController, reportingInstance, action, reason, note, type
        case regarding, series
    }
}

extension EventObject {
    /// What others tell may lack everything but its metadata: events of the older API have no time and no action.
    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        func text(_ key: CodingKeys) throws -> String { try container.decodeIfPresent(String.self, forKey: key) ?? "" }
        self.init(
            metadata: try container.decode(ObjectMeta.self, forKey: .metadata), eventTime: try text(.eventTime),
            reportingController: try text(.reportingController), reportingInstance: try text(.reportingInstance),
            action: try text(.action), reason: try text(.reason), note: try text(.note), type: try text(.type),
            regarding: try container.decodeIfPresent(ObjectReference.self, forKey: .regarding)
                ?? ObjectReference(apiVersion: "", kind: "", name: ""),
            series: try container.decodeIfPresent(Series.self, forKey: .series))
    }
}
