package import ImageModel
package import YAMLSource

/// Something about a file that is no reference, but that nobody may miss.
package struct Finding: Hashable, Sendable {
    package let file: RepositoryPath
    package let location: SourceLocation?
    package let reason: ReasonCode
    package let message: String

    package init(file: RepositoryPath, location: SourceLocation?, reason: ReasonCode, message: String) {
        self.file = file
        self.location = location
        self.reason = reason
        self.message = message
    }
}
