/// Lets pages be written down in the order in which they are read.
@resultBuilder
package enum HTMLBuilder {
    package static func buildExpression(_ html: HTML) -> HTML { html }
    package static func buildExpression(_ html: HTML?) -> HTML { html ?? .nothing }
    package static func buildExpression(_ list: [HTML]) -> HTML { .group(list) }
    package static func buildExpression(_ text: String) -> HTML { .text(text) }
    package static func buildBlock(_ parts: HTML...) -> HTML { parts.count == 1 ? parts[0] : .group(parts) }
    package static func buildOptional(_ part: HTML?) -> HTML { part ?? .nothing }
    package static func buildEither(first: HTML) -> HTML { first }
    package static func buildEither(second: HTML) -> HTML { second }
    package static func buildArray(_ parts: [HTML]) -> HTML { .group(parts) }
}
