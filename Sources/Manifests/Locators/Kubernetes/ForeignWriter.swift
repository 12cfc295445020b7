import YAMLSource

/// Controllers that are told by annotations of an object to write its images.
enum ForeignWriter {
    /// What the object says of one that writes all of its images: Keel, or the first version of Flux.
    static func marker(on object: YAMLNode) -> String? {
        guard let metadata = object["metadata"]?.resolved else { return nil }
        for key in ["annotations", "labels"] {
            guard let notes = metadata[key]?.resolved, notes.isMapping else { continue }
            if let policy = notes["keel.sh/policy"]?.resolved.string, policy != "never" { return "keel.sh/policy" }
            for automated in ["fluxcd.io/automated", "flux.weave.works/automated"]
            where notes[automated]?.resolved.equals("true") == true {
                return automated
            }
        }
        return nil
    }

    static let imageList = "argocd-image-updater.argoproj.io/image-list"

    /// The names that Argo CD's Image Updater writes for an Application: `alias=name:constraint`, with commas between.
    static func updatedImages(of application: YAMLNode) -> Set<String> {
        let list = application["metadata"]?["annotations"]?.resolved[imageList]?.resolved.string ?? ""
        return Set(
            list.split(separator: ",").map { entry in
                let text = entry.filter { !$0.isWhitespace }
                return RenderFormula.name(in: text.split(separator: "=", maxSplits: 1).last.map(String.init) ?? text)
            })
    }
}

extension ImageOccurrence {
    /// The names that stand in it, without tags.
    private var names: [String] {
        switch parts {
        case .whole(let site): [RenderFormula.name(in: site.value ?? "")]
        case .kustomize(let entry): [entry.name.value, entry.newName?.value].compactMap(\.self)
        case .helm(let image):
            [image.repository?.value, "\(image.registry?.value ?? "")/\(image.repository?.value ?? "")"]
                .compactMap(\.self)
        }
    }

    /// The same, left to a controller that writes images of these names.
    func left(toWriterOf names: Set<String>) -> ImageOccurrence {
        guard directives.otherController == nil, self.names.contains(where: names.contains) else { return self }
        var occurrence = self
        occurrence.directives.otherController = ForeignWriter.imageList
        return occurrence
    }
}
