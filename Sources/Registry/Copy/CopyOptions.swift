package struct CopyOptions: Sendable, Hashable {
    /// Whether a tag that exists and names other content is moved. It never is otherwise.
    package var replace: Bool

    package init(replace: Bool = false) {
        self.replace = replace
    }
}
