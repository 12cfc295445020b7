extension ArraySlice {
    /// Where a part of it stands, counted from its own start: a slice's indices are those of the array that it is of.
    func offsets(of part: Range<Int>) -> Range<Int> {
        (part.lowerBound - startIndex)..<(part.upperBound - startIndex)
    }
}
