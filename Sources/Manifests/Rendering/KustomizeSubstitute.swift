/// An image on its way through kustomizations whose replacements write its field.
struct KustomizeSubstitute {
    /// A value that a replacement found, and the entries that it has met by then.
    struct Value {
        let source: ImageOccurrence
        let site: Site
        let entries: [KustomizeImage]
        let piece: KustomizePiece?

        /// What the entries make of it.
        var text: String {
            RenderFormula.transformed(site.value ?? "", from: site, by: entries, [:])
        }
    }

    /// Whose value it is by the last replacement of the whole.
    private(set) var origin: ImageOccurrence
    private(set) var splices: [KustomizeSplice] = []
    private(set) var before: [KustomizeImage] = []
    /// The last kustomization whose replacements wrote it: the entries of those behind it come after.
    private(set) var position = -1
    /// Why what comes out cannot be told.
    private(set) var doubt: String?
    private var text: String

    init(of occurrence: ImageOccurrence) {
        origin = occurrence
        text = occurrence.parts.sites.first?.value ?? ""
    }

    var isTouched: Bool { position >= 0 }

    /// What stands there then goes through a kustomization's entries, before its replacements.
    mutating func meet(_ entries: [KustomizeImage]) {
        if splices.isEmpty { before += entries }
        guard let site = origin.parts.sites.first else { return }
        text = RenderFormula.transformed(text, from: site, by: entries, [:])
    }

    mutating func put(_ value: Value, _ piece: KustomizePiece?, by reach: String, at position: Int, times: Int) {
        if piece == nil, value.piece == nil {
            origin = value.source
            (before, splices, doubt) = (value.entries, [], nil)
            text = value.text
        } else {
            splice(value, piece, by: reach, at: position)
            if times > 1 { doubt = "\(reach) names the field more than once" }
        }
        self.position = position
    }

    private mutating func splice(_ value: Value, _ piece: KustomizePiece?, by reach: String, at position: Int) {
        let own = origin.parts.sites.first?.value ?? ""
        if value.text != value.site.value {
            doubt = "\(reach) puts a piece of an image there that an images: entry sets: put an entry in its place"
        } else if text != splices.reduce(own, { $1.applied(to: $0, [:]) }) {
            doubt =
                "\(reach) puts a piece of another value there, over what an images: entry sets: let the entry set all"
        }
        let splice = KustomizeSplice(source: value.site, taken: value.piece, put: piece)
        text = splice.applied(to: text, [:])
        splices.append(splice)
    }

    /// What a target takes, in a sentence.
    func word(_ target: KustomizeReplacement.Target) -> String {
        target.piece == nil ? "another image" : "a piece of another value"
    }
}
