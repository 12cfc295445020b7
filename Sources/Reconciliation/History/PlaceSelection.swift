import Manifests

/// Which places are meant by what somebody typed: by image, by file or folder, by object. All that is given has to agree.
package struct PlaceSelection: Hashable, Sendable {
    package var image: ImageSelection?
    /// A file, or a folder with all that is below it.
    private let path: String?
    /// `Kind/namespace/name`, as plans show it; where it has no namespace, of any.
    private let object: String?

    package init(image: ImageSelection? = nil, path: String? = nil, object: String? = nil) {
        self.image = image
        var path = path
        while let text = path, text.hasPrefix("./") { path = String(text.dropFirst(2)) }
        while let text = path, text.hasSuffix("/") { path = String(text.dropLast()) }
        // The whole repository.
        self.path = path == "." || path == "" ? nil : path
        self.object = object
    }

    /// For messages.
    package var text: String { [image?.text, path, object].compactMap(\.self).joined(separator: " ") }

    /// Whether it narrows anything but the image.
    package var namesPlace: Bool { path != nil || object != nil }

    func contains(_ place: ReferencePlace, _ reference: String) -> Bool {
        isPlace(place.file.string, place.object) && (image?.contains(reference: reference) ?? true)
    }

    /// By place alone.
    func contains(_ change: HistoryChange) -> Bool { isPlace(change.file, change.object) }

    private func isPlace(_ file: String, _ object: String?) -> Bool {
        if let path, file != path, !file.hasPrefix(path + "/") { return false }
        guard let wanted = self.object else { return true }
        guard let object else { return false }
        let (parts, words) = (object.split(separator: "/"), wanted.split(separator: "/"))
        return object == wanted || words.count == 2 && parts.first == words.first && parts.last == words.last
    }
}
