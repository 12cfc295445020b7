/// How a node is written.
package enum YAMLStyle: UInt8, Hashable, Sendable {
    /// A scalar without quotes. An alias counts as plain too.
    case plain
    case singleQuoted
    case doubleQuoted
    /// A block scalar, `|`.
    case literal
    /// A block scalar, `>`.
    case folded
    /// A collection by indentation.
    case block
    /// A collection in brackets.
    case flow

    package var isBlockScalar: Bool { self == .literal || self == .folded }

    package var isQuoted: Bool { self == .singleQuoted || self == .doubleQuoted }
}
