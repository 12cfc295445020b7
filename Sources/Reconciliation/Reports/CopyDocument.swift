package import ImageModel
package import Registry

/// `copy --format json`.
package struct CopyDocument: ReportDocument {
    private let apiVersion = ReportVersion.apiVersion
    private let kind = "Copy"
    private let source: String
    private let target: String
    private let digest: String
    private let tag: String
    private let manifests: Int
    private let blobs: Int
    private let mountedBlobs: Int
    private let bytes: Int64
    private let attachments: Int
    private let differingAttachments: [String]
    @Nullable private var narrowedFrom: String?

    package init(source: ImageReference, _ result: CopyResult) {
        self.source = source.canonical
        target = result.target.canonical
        digest = result.digest.description
        manifests = result.manifests
        blobs = result.streamedBlobs
        mountedBlobs = result.mountedBlobs
        bytes = result.bytes
        attachments = result.attachments
        differingAttachments = result.differingAttachments.map(\.name)
        narrowedFrom = result.narrowedFrom?.description
        tag =
            switch result.tag {
            case .none: "none"
            case .created: "created"
            case .alreadyThere: "already-there"
            case .moved: "moved"
            case .differing: "differing"
            }
    }
}

/// `copy --from-plan --format json`.
package struct CopiesDocument: ReportDocument {
    private let apiVersion = ReportVersion.apiVersion
    private let kind = "Copies"
    private let copies: [CopyDocument]

    package init(_ copies: [CopyDocument]) {
        self.copies = copies
    }
}
