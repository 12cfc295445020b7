package import ImageModel
import Planning

/// Which images are meant by what somebody typed: a repository, a pattern with `*`, or the last part of a name.
package struct ImageSelection: Hashable, Sendable {
    package let text: String
    private let pattern: PathSegmentPattern

    /// - Throws: ``PatternError``, as text fit for people.
    package init(_ text: String) throws(ReconciliationError) {
        self.text = text
        let name = text.split(separator: "@").first.map(String.init) ?? text
        let canonical = (try? ImageReference(parsing: name))?.repository.canonicalName
        let whole = text.contains("/") ? canonical ?? name : "**/\(canonical?.split(separator: "/").last ?? name[...])"
        do throws(PatternError) {
            pattern = try PathSegmentPattern(whole)
        } catch {
            throw ReconciliationError(.notFound, subject: text, error.description)
        }
    }

    /// One of these stands in every file that names such an image: the last part of its name, or an escape that may
    /// spell it. None where a pattern leaves that part open.
    var words: [[UInt8]] {
        guard let word = pattern.lastWord else { return [] }
        return [word, "\\u", "\\U", "\\x"].map { Array($0.utf8) }
    }

    package func contains(_ repository: ImageRepository) -> Bool { pattern.matches(repository) }

    /// Whether a reference's text names one of them.
    package func contains(reference: String) -> Bool {
        (try? ImageReference(parsing: reference)).map { contains($0.repository) } ?? false
    }
}
