/// A place in a file as an editor shows it: line and column, both from 1.
///
/// A line ends at LF, CRLF or CR; a column is one Unicode scalar. A byte order mark has no column.
package struct SourceLocation: Hashable, Comparable, Sendable, CustomStringConvertible {
    package let line: Int
    package let column: Int

    package init(line: Int, column: Int) {
        self.line = line
        self.column = column
    }

    package var description: String { "\(line):\(column)" }

    package static func < (left: Self, right: Self) -> Bool {
        (left.line, left.column) < (right.line, right.column)
    }
}
