/// What a Go template takes from the values of its chart.
package enum TemplateValues {
    /// The paths behind `.Values.`, in their order, each once: `image.repository`, `image.tag`.
    package static func keys(in text: String) -> [String] {
        var keys: [String] = []
        for rest in text.split(separator: ".Values.", omittingEmptySubsequences: false).dropFirst() {
            let key = String(rest.prefix { $0.isLetter || $0.isNumber || $0 == "." || $0 == "_" })
            if !key.isEmpty, !keys.contains(key) { keys.append(key) }
        }
        return keys
    }
}
