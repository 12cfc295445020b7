package import Settings

extension ConfigRepositorySpec {
    /// Somebody who is told what happens to the repository.
    package struct Notification: Codable, Hashable, Sendable {
        package enum CodingKeys: String, CodingKey, CaseIterable { case type, secretRef, events }

        package var type: String
        package var secretRef: LocalReference
        package var events: [String]?

        package init(type: String, secretRef: LocalReference, events: [String]? = nil) {
            self.type = type
            self.secretRef = secretRef
            self.events = events
        }
    }
}

extension ConfigRepositorySpec.Notification: DescribedKeys {
    package static func described(_ key: CodingKeys) -> SchemaKey {
        switch key {
        case .type:
            Self.key(
                \.type, "How it is told: JSON of Pinnace's own, Slack's, or Flux's event.",
                words: NotificationType.allCases.map(\.rawValue))
        case .secretRef:
            Self.key(\.secretRef, "A Secret with the receiver's address, and the token that signs what is sent.")
        case .events:
            Self.key(
                \.events, "Of what; of everything otherwise.",
                .init(
                    "items",
                    .object([
                        .init("type", .string("string")),
                        .init("enum", .words(Notice.Event.allCases.map(\.rawValue))),
                    ])),
                .init("maxItems", .integer(Notice.Event.allCases.count)))
        }
    }
}
