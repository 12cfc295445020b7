import ImageModel
import YAMLSource

/// What can be told to be an image where no locator knows the field: by its key and a tag or digest, or by a host, a path
/// and a tag or digest that are all of the value. It is reported, and written only where the configuration names the field.
enum LooseImage {
    /// What people write stays far below.
    private static let longest = 512

    static func stands(in value: YAMLNode, under key: YAMLNode?) -> Bool {
        let bytes = value.resolved.valueBytes
        guard bytes.count < longest, bytes.contains(where: { $0 == UInt8(ascii: ":") || $0 == UInt8(ascii: "/") })
        else {
            return false
        }
        guard let key, isImageKey(key) else { return isSpelledOut(bytes) }
        // Beside a key of its own a tag stands more often than not.
        return isImage(bytes, tagged: !key.resolved.equals("image"))
    }

    /// `image`, `sidecarImage`, `docker_image`.
    static func isImageKey(_ key: YAMLNode) -> Bool {
        let bytes = key.resolved.valueBytes
        guard bytes.count >= 5, bytes.suffix(4).elementsEqual("mage".utf8), let first = bytes.dropLast(4).last else {
            return false
        }
        return first | 0x20 == UInt8(ascii: "i")
            && !HelmValueNames.isPictureKey(String(decoding: bytes, as: UTF8.self))
    }

    /// A reference with a tag, a digest or a registry's host; what is filled in later may be any of its pieces.
    static func isImage(_ bytes: ArraySlice<UInt8>, tagged: Bool = false) -> Bool {
        guard let reference = try? ImageReference(parsing: filled(bytes)) else { return false }
        // `sha256:…` is an image's identity, not its name; the other is CodeBuild's own.
        guard reference.spelledName != "sha256", !reference.spelledName.hasPrefix("aws/codebuild/") else {
            return false
        }
        if reference.tag != nil || reference.digest != nil { return true }
        let name = reference.spelledName
        guard !tagged, let slash = name.firstIndex(of: "/"), !HelmValueNames.isPicture(name) else { return false }
        return name[..<slash].contains(".") && !name[..<slash].hasPrefix(".")
    }

    /// A name as Docker Hub has them: `alpine`, `bitnami/mariadb`.
    static func isBareName(_ bytes: ArraySlice<UInt8>) -> Bool {
        guard bytes.count < longest,
            let reference = try? ImageReference(parsing: String(decoding: bytes, as: UTF8.self)),
            reference.tag == nil, reference.digest == nil, !words.contains(reference.spelledName)
        else { return false }
        return !HelmValueNames.isPicture(reference.spelledName)
    }

    /// A type in a schema, and what Istio puts a gateway's image in the place of.
    private static let words: Set<String> = ["string", "object", "auto"]

    private static func isSpelledOut(_ bytes: ArraySlice<UInt8>) -> Bool {
        ReferenceScanner.references(in: bytes).first == 0..<bytes.count
    }

    /// The text with a digit in the place of everything that is filled in.
    private static func filled(_ bytes: ArraySlice<UInt8>) -> String {
        var result: [UInt8] = []
        var offset = bytes.startIndex
        while offset < bytes.endIndex {
            if let end = TemplateSpan.end(at: offset, in: bytes) {
                result.append(UInt8(ascii: "0"))
                offset = end
            } else {
                result.append(bytes[offset])
                offset += 1
            }
        }
        return String(decoding: result, as: UTF8.self)
    }
}
