/// What people get wrong when they write into YAML. Each is planted into ``PlainReader``, and the properties find it.
enum Fault: String, CaseIterable, Sendable {
    /// Marks, which count code points, taken for byte offsets.
    case codePointForByte
    /// CRLF counted as one character.
    case lineEndAsOne
    /// The scalar starts at its anchor or tag.
    case propertiesAsStart
    /// The range of a quoted scalar without its quotes.
    case quotesLeftOut
    /// A plain scalar runs on to the end of its line, with blanks and comment.
    case restOfLine
    /// A block scalar runs on to the next line that is not blank, as libyaml's mark does.
    case blockRunsOn
    /// A block scalar that keeps its line breaks ends at its last line.
    case keptBreaksLeftOut
    /// The header of a block scalar left out of it.
    case blockWithoutHeader
    /// An empty value stands at the next token.
    case emptyValueAtNextToken
    /// Offsets with a byte order mark counted in.
    case markCounted
    /// A value that folds over lines read as it is written.
    case unfolded
    /// Escapes and doubled quotes read as they are written.
    case unescaped
    /// The byte order mark is not written again.
    case markForgotten
    /// UTF-16 written as UTF-8.
    case otherEncoding
    /// UTF-16 written with its bytes the other way round.
    case swappedBytes
    /// Line ends made uniform.
    case lineEndsChanged
    /// A line break added where the file had none at its end.
    case lastLineBreakAdded
    /// Blanks at the ends of lines taken away.
    case trailingBlanksDropped
    /// Comments dropped.
    case commentsDropped
    /// A single quote inside single quotes not doubled.
    case quoteNotDoubled
    /// A double quote or a backslash not escaped.
    case escapeForgotten
    /// Whatever the value, no quotes put around a plain scalar.
    case quotesForgotten
    /// In brackets, a comma written as anywhere else.
    case flowForgotten
    /// No blank between the colon and the value that follows it now.
    case blankForgotten
    /// A block scalar's line written without its indentation.
    case indentationForgotten
    /// A block scalar's chomping changed.
    case chompingForgotten
    /// The first place with the same text edited, wherever it is.
    case firstPlaceWithThatText
    /// Edits put in from the front, without shifting those behind.
    case notShifted
    /// The scalar beside the one that was meant.
    case neighbour
    /// All but the first edit of a file forgotten.
    case onlyFirstEdit
    /// The anchor goes with the old value.
    case anchorDropped
}
