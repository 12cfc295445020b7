import ImageModel
import Registry

/// What became of a copy.
struct CopyText {
    let source: ImageReference
    let result: CopyResult

    init(source: ImageReference, _ result: CopyResult) {
        self.source = source
        self.result = result
    }

    var text: String {
        """
        \(result.digest)
        \(Printable.text(source.canonical)) -> \(Printable.text(result.target.canonical))
        \(Wording.count(result.manifests, "manifest")), \(Wording.count(result.streamedBlobs, "blob")) sent, \
        \(result.mountedBlobs) mounted, \(result.bytes) bytes
        \(([tag] + narrowing + attachments).joined(separator: "\n"))

        """
    }

    private var narrowing: [String] {
        result.narrowedFrom.map { whole in
            [
                "the digest changed: platforms were left out of \(whole.short); "
                    + "what names or signs that digest says nothing of this one"
            ]
        } ?? []
    }

    private var attachments: [String] {
        let count = result.attachments
        let copied =
            count == 0
            ? []
            : ["\(Wording.count(count, "signature or other attachment", "signatures or other attachments")) copied"]
        return copied + result.differingAttachments.map { "\($0) names other content there and was not moved" }
    }

    private var tag: String {
        switch result.tag {
        case .none: "no tag was asked for"
        case .created: "the tag is new"
        case .alreadyThere: "the tag was there already, with this digest"
        case .moved(let old): "the tag was moved; it named \(old.short)"
        case .differing(let other):
            "the tag names \(other.short) and was not moved: the image is there by digest alone; --replace moves the tag"
        }
    }
}
