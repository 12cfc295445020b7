package import ImageModel
package import Manifests
package import Planning

/// How far a repository is on its way: what is where, what is pinned, and what is left to move.
package struct MigrationReport: Sendable, Hashable {
    /// A registry, and what of it is used.
    package struct Host: Sendable, Hashable {
        /// `nil` for references in which the registry itself is left open.
        package let name: String?
        package var counts: ReferenceCounts
        /// The first part of the path, as projects and organisations have it; most references first. Of registries that
        /// are to be left alone.
        package var projects: [Project] = []
    }

    package struct Project: Sendable, Hashable {
        package let path: String
        package let counts: ReferenceCounts
    }

    /// The way from one registry to another.
    package struct Move: Sendable, Hashable {
        package let step: RewriteRoute.Step
        package var left = 0
        package var moved = 0

        package var percent: Int { ReferenceCounts.percent(moved, of: moved + left) ?? 100 }
    }

    /// A reference that a rewrite rule would move.
    package struct Left: Sendable, Hashable {
        package let occurrence: ImageOccurrence
        package let from: String
        /// `nil` where a template leaves that open.
        package let to: ImageReference?
        package let step: RewriteRoute.Step
        package let rule: String
        /// Why the next run leaves it; `nil` where it would ask the registries.
        package let obstacle: SurveyedReference.Obstacle?
    }

    /// The commit that was read, or that is checked out; `nil` outside of git.
    package let revision: String?
    /// Files that were looked at.
    package let files: Int
    /// Things about files that are no references, such as one that cannot be read.
    package let findings: [Finding]
    package let total: ReferenceCounts
    /// Most references first.
    package let hosts: [Host]
    package let moves: [Move]
    /// In the order of files and lines.
    package let left: [Left]
    /// References that no rule speaks of and that Google's own mapping would move.
    package let presetMoves: Int
    /// `nil` where it was not asked for, or there is no history.
    package var course: MigrationCourse?
    /// `nil` where registries were not asked.
    package var bases: BaseImageReport?
}
