package import ImageModel

/// What an operator and a repository have decided, valid as a whole.
package struct PlanningRules: Hashable, Sendable {
    /// What a tag that names another digest than the pinned one means.
    package enum MovedTag: String, Sendable, CaseIterable {
        case update, block
    }

    package enum WriteForm: String, Sendable, CaseIterable {
        case tagAndDigest = "tag-and-digest"
        case digest
    }

    package enum HelmDigest: String, Sendable, CaseIterable {
        /// An existing digest key, else the tag where the chart's templates are known to take it.
        case auto
        case key, tag, never
    }

    /// What is done with references on command lines.
    package enum CommandLines: String, Sendable, CaseIterable {
        case report, edit
    }

    /// Requirements of the images that a pattern matches.
    package struct Policy: Hashable, Sendable {
        package let name: String
        package let match: PathSegmentPattern
        package let platforms: [Platform]?
        package let demands: ImageDemands
        /// `nil` for the tag that stands there.
        package let follow: TagPolicy?

        package init(
            name: String, match: PathSegmentPattern, platforms: [Platform]?, demands: ImageDemands = ImageDemands(),
            follow: TagPolicy? = nil
        ) {
            self.name = name
            self.match = match
            self.platforms = platforms
            self.demands = demands
            self.follow = follow
        }
    }

    package var platforms: [Platform] = []
    /// Whether ``platforms`` are those of a cluster's nodes, of which a workload may choose some.
    package var areNodes = false
    package var rewrites: [RewriteRule] = []
    package var policies: [Policy] = []
    package var movedFloatingTag = MovedTag.update
    package var movedVersionTag = MovedTag.block
    package var writeForm = WriteForm.tagAndDigest
    package var helmDigest = HelmDigest.auto
    /// Whether references on command lines are written too, or only reported.
    package var editsCommandLines = false
    /// Changes in one run, in path order; `nil` for all.
    package var maximumChanges: Int?

    package init() {}

    /// The first rule that speaks of a repository, and where it leads.
    package func rewrite(of repository: ImageRepository) -> (rule: RewriteRule, target: ImageRepository)? {
        for rule in rewrites {
            if let target = rule.target(of: repository) { return (rule, target) }
        }
        return nil
    }

    /// The first policy that speaks of the place an image comes from.
    func policy(of repository: ImageRepository) -> Policy? {
        policies.first { $0.match.matches(repository) }
    }
}
