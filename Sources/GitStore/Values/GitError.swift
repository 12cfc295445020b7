/// What git could not do, and what to do about it.
package struct GitError: Error, Sendable, Equatable, CustomStringConvertible {
    package struct Code: RawRepresentable, Hashable, Sendable {
        package let rawValue: String
        package init(rawValue: String) { self.rawValue = rawValue }

        /// No repository is there.
        package static let notARepository = Code(rawValue: "not-a-repository")
        /// The repository belongs to another user (`safe.directory`).
        package static let ownership = Code(rawValue: "ownership")
        /// The repository uses a format that is not read here, such as a partial clone.
        package static let unsupported = Code(rawValue: "unsupported")
        /// No such object, path, branch or remote.
        package static let notFound = Code(rawValue: "not-found")
        /// Part of the history was never fetched.
        package static let shallow = Code(rawValue: "shallow")
        /// Objects that should be there cannot be read.
        package static let damaged = Code(rawValue: "damaged")
        /// Somebody else moved the branch.
        package static let branchMoved = Code(rawValue: "branch-moved")
        /// Files that would be committed hold changes of the user.
        package static let uncommittedChanges = Code(rawValue: "uncommitted-changes")
        /// HEAD is detached, a merge is going on, there is no commit yet.
        package static let unsuitableState = Code(rawValue: "unsuitable-state")
        /// A path, name, URL or change that cannot be.
        package static let invalid = Code(rawValue: "invalid")
        package static let tooLarge = Code(rawValue: "too-large")
        /// No credentials, or wrong ones.
        package static let authentication = Code(rawValue: "authentication")
        /// Known, but not allowed to.
        package static let forbidden = Code(rawValue: "forbidden")
        /// The server has no such repository, or says so to whoever may not see it.
        package static let repositoryNotFound = Code(rawValue: "repository-not-found")
        /// The server answered with a failure of its own.
        package static let server = Code(rawValue: "server")
        package static let connectionFailed = Code(rawValue: "connection-failed")
        package static let timedOut = Code(rawValue: "timed-out")
        package static let cancelled = Code(rawValue: "cancelled")
        /// The program that signs commits did not.
        package static let signing = Code(rawValue: "signing")
        /// The operating system refused: a full disk, missing rights.
        package static let io = Code(rawValue: "io")
        /// Anything else that libgit2 says.
        package static let git = Code(rawValue: "git")
    }

    package let code: Code
    /// What was being done, such as `fetch from https://git.example.com/team/config.git`. Holds no secret.
    package let operation: String
    /// What went wrong and what to do.
    package let message: String
    /// The paths it is about, where it is about paths.
    package let paths: [String]

    package init(_ code: Code, operation: String, message: String, paths: [String] = []) {
        self.code = code
        self.operation = operation
        self.message = message
        self.paths = paths
    }

    package var description: String { "cannot \(operation): \(message)" }
}
