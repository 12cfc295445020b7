package import ImageModel

/// What a policy says of the tag that stands there.
package enum TagChoice: Hashable, Sendable {
    /// It stays; the message says why, where nothing matches.
    case stays(String?)
    /// Another takes its place.
    case tag(ImageTag)

    /// It stays, as the best that matches is older.
    static func older(_ tag: ImageTag) -> TagChoice {
        .stays("\(tag) is the best that matches, and older than what stands here: 'allowOlder' lets it go back")
    }
}

/// Who asks for which tag.
package struct TagQuestion: Hashable, Sendable {
    /// Whose tags are listed.
    package let repository: ImageRepository
    package let policy: TagPolicy
    /// What stands there.
    package let current: ImageReference
}

/// The answers of one run, by question.
package struct TagChoices: Sendable {
    private var answers: [TagQuestion: Result<TagChoice, ResolutionFailure>] = [:]

    /// For a run in which nothing follows anything.
    package init() {}

    init(_ answers: [TagQuestion: Result<TagChoice, ResolutionFailure>]) {
        self.answers = answers
    }

    subscript(question: TagQuestion) -> Result<TagChoice, ResolutionFailure> {
        answers[question]
            ?? .failure(
                ResolutionFailure(.registryUnavailable, "the tags of \(question.repository) were not asked for"))
    }
}
