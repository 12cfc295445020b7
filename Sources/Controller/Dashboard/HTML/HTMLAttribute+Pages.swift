import Reconciliation

/// An address is a ``PagePath`` alone, which leads nowhere but into the dashboard.
extension HTMLAttribute {
    static func href(_ path: PagePath) -> Self { Self("href", path.text) }
    /// A place on a page.
    static func href(_ path: PagePath, anchor: String) -> Self {
        Self("href", "\(path.text)#\(PagePath([anchor]).text.dropFirst())")
    }
    static func action(_ path: PagePath) -> Self { Self("action", path.text) }
    static let maximumLength = Self("maxlength", "\(PageQuery.longestValue)")
}
