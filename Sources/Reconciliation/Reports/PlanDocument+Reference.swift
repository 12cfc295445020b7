import ImageModel
import Manifests
import Planning
import YAMLSource

extension PlanDocument {
    /// One reference of a plan, with its fate.
    package struct Reference: Codable, Hashable, Sendable {
        package let file: String
        package let line: Int
        package let column: Int
        @Nullable package var object: ObjectDocument?
        package let field: String
        package let from: String
        @Nullable package var to: String?
        package let status: String
        @Nullable package var reason: String?
        @Nullable package var message: String?
        package let edits: [Edit]
        package let copies: [Copy]
        @Nullable package var digest: String?
        package let platforms: [String]
        @Nullable package var source: Source?
        @Nullable package var rule: String?
        @Nullable package var follow: String?
    }

    /// A scalar that is written; `from` is `null` where its key is added.
    package struct Edit: Codable, Hashable, Sendable {
        package let file: String
        package let line: Int
        package let column: Int
        package let field: String
        @Nullable package var from: String?
        package let to: String
    }

    /// An image that is brought to its new place first.
    package struct Copy: Codable, Hashable, Sendable {
        package let source: String
        package let target: String
        package let digest: String
        package let replace: Bool
    }

    /// What the place that the image comes from said.
    package struct Source: Codable, Hashable, Sendable {
        package let reference: String
        package let readable: Bool
        @Nullable package var digest: String?
        @Nullable package var identical: Bool?
    }
}

extension PlanDocument.Reference {
    init(_ reference: PlannedReference) {
        let occurrence = reference.occurrence
        self.init(
            file: occurrence.file.string,
            line: occurrence.location.line,
            column: occurrence.location.column,
            object: occurrence.object.map(ObjectDocument.init),
            field: occurrence.field,
            from: reference.from,
            to: reference.to,
            status: reference.status.rawValue,
            reason: reference.reason?.rawValue,
            message: reference.message,
            edits: reference.edits.map(PlanDocument.Edit.init),
            copies: reference.copies.map(PlanDocument.Copy.init),
            digest: reference.digest?.description,
            platforms: reference.platforms.map(\.description),
            source: reference.source.map(PlanDocument.Source.init),
            rule: reference.rule,
            follow: reference.follow
        )
    }
}

extension PlanDocument.Edit {
    init(_ edit: PlannedEdit) {
        self.init(
            file: edit.site.id.file.string,
            line: edit.site.location.line,
            column: edit.site.location.column,
            field: edit.site.field,
            from: edit.from,
            to: edit.to
        )
    }
}

extension PlanDocument.Copy {
    init(_ copy: PlannedCopy) {
        self.init(
            source: copy.source.description,
            target: copy.target.description,
            digest: copy.digest.description,
            replace: copy.replace
        )
    }
}

extension PlanDocument.Source {
    init(_ source: SourceReport) {
        self.init(
            reference: source.reference,
            readable: source.readable,
            digest: source.digest?.description,
            identical: source.identical
        )
    }
}
