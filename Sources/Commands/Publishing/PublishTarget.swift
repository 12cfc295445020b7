import Engine
import GitStore
import Planning
import Reconciliation

/// A branch that commits are pushed to, and the repository that they are made in.
struct PublishTarget: Sendable {
    let repository: GitRepository
    let branch: String
    /// Where planning begins.
    let base: GitObjectID
    /// Where the branch is, if `base` has commits that it has not.
    let tip: GitObjectID?
    /// Whose tracking branch is to show what was pushed; `nil` for a mirror.
    let remote: String?
    /// The folder that follows the branch; `nil` for a mirror.
    let workFolder: WorkFolder?
    /// Whether the branch is the one that is checked out there.
    let isCurrentBranch: Bool
    let publisher: BranchPublisher
    /// Where the remote is.
    let url: GitRemoteURL
    /// The branch as those see it who offer changes for it on branches of their own.
    let offers: TargetBranch
}

extension PublishTarget {
    /// - Parameter forge: `--forge`
    init(
        _ location: RepositoryLocation, _ options: GitOptions, _ session: Session, forge: String? = nil
    ) async throws {
        switch location {
        case .folder(let folder): try await self.init(workTree: folder, options, session, forge: forge)
        case .remote(let url): try await self.init(remote: url, options, session, forge: forge)
        }
    }

    /// A remote repository through its mirror.
    init(remote url: GitRemoteURL, _ options: GitOptions, _ session: Session, forge: String? = nil) async throws {
        let cache = options.cacheDirectory ?? session.cacheDirectory
        let mirror = try GitMirror(of: url, in: cache, using: await session.network(given: url, forge: forge))
        let remoteBranch = try await RemoteBranch(options.branch, of: mirror)
        repository = remoteBranch.repository
        branch = remoteBranch.name
        base = remoteBranch.base
        (tip, remote) = (nil, nil)
        workFolder = nil
        isCurrentBranch = false
        publisher = remoteBranch.publisher
        self.url = url
        offers = remoteBranch.offers
    }

    /// A work tree's current branch and its upstream.
    init(
        workTree folder: WorkFolder, _ options: GitOptions, _ session: Session, forge: String? = nil
    ) async throws {
        let repository = try folder.committable()
        let head = try await repository.head()
        guard let commit = head.commit else { throw UsageError("'\(folder.path)' has no commit yet") }
        try await repository.requireFullHistory(of: commit)
        let upstream = try await repository.target(of: head, options)
        let remote = try await repository.remote(upstream.remote)
        let network = try await session.network(given: remote.url, forge: forge, repository: repository)
        self.repository = repository
        branch = upstream.branch
        workFolder = folder
        isCurrentBranch = head.branch != nil && (options.branch == nil || options.branch == head.branch)
        let fetch: @Sendable ([String]) async throws(GitError) -> GitObjectID = { prefixes async throws(GitError) in
            try await repository.fetch(
                branch: upstream.branch, along: RemoteBranch.companions + prefixes, from: remote.url,
                as: upstream.remote,
                using: network
            ).commit
        }
        url = remote.url
        offers = TargetBranch(upstream.branch, of: upstream.remote, in: repository, refresh: fetch) {
            name, tip, commit async throws(GitError) in
            try await repository.replace(
                name, expecting: tip, with: commit, of: remote.pushURL, as: upstream.remote, using: network)
        }
        publisher = BranchPublisher(
            repository,
            branch: upstream.branch,
            fetch: { () async throws(GitError) in
                try await fetch([])
            },
            push: { commit, base async throws(GitError) in
                try await repository.push(
                    commit, to: upstream.branch, of: remote.pushURL, expecting: base, using: network)
            }
        )
        (base, tip) = try await Self.start(head, commit, on: upstream.branch, at: publisher.tip(), repository)
        self.remote = upstream.remote
    }

    /// Commits that only the work tree has go along; of others' that it lacks, the newest is what counts.
    private static func start(
        _ head: GitRepository.Head, _ commit: GitObjectID, on branch: String, at tip: GitObjectID,
        _ repository: GitRepository
    ) async throws -> (base: GitObjectID, tip: GitObjectID?) {
        if let current = head.branch {
            let own = try await repository.upstreamBranch(of: current)
            guard own == branch else { return (tip, nil) }
        }
        if try await repository.isAncestor(commit, of: tip) { return (tip, nil) }
        guard try await repository.isAncestor(tip, of: commit) else { throw BranchPublisher.parted(branch) }
        return (commit, tip)
    }
}

extension GitError {
    fileprivate static let elsewhere = GitError(
        .branchMoved, operation: "follow the branch", message: "what was pushed does not follow what is checked out")
}

extension PublishTarget {
    /// Brings the work tree along, where it still stands where planning began.
    func follow(_ published: BranchPublisher.Published<some Sendable>, _ console: Console) async throws {
        guard let folder = workFolder, let commit = published.commit, let proposal = published.attempt.proposal else {
            return
        }
        if let remote { try await repository.track(commit, asTipOf: branch, of: remote) }
        do throws(GitError) {
            guard published.base == (try await repository.head().commit), isCurrentBranch else {
                throw GitError.elsewhere
            }
            try await repository.advanceWorkTree(proposal.gitChanges, to: commit)
        } catch {
            guard [.branchMoved, .uncommittedChanges, .unsuitableState].contains(error.code) else { throw error }
            console.note("'\(folder.path)' stays where it is: \(error.message); 'git pull' brings it up to date")
        }
    }
}

extension Session {
    func note(_ event: BranchPublisher.Event, _ target: PublishTarget) {
        switch event {
        case .lost(let attempt, _):
            console.note("push \(attempt) was lost: somebody else moved \(target.branch); planning again")
        case .committed(let commit):
            if options.verbose > 0 { console.note("pushing \(Wording.commit(commit.hex)) to \(target.branch)") }
        }
    }

    /// `$PINNACE_CACHE`, else a folder of the user's cache directory.
    var cacheDirectory: String {
        if let own = environment["PINNACE_CACHE"], !own.isEmpty { return own }
        if let cache = environment["XDG_CACHE_HOME"], cache.hasPrefix("/") { return "\(cache)/pinnace" }
        return "\(environment["HOME"] ?? "/tmp")/.cache/pinnace"
    }
}

/// On the repository's own actor: Swift 6.3.1's optimiser crashes on an async caller of `upstream(ofBranch:)`.
extension GitRepository {
    /// Where a branch is pushed to: as the options say, else as it is configured.
    fileprivate func target(of head: Head, _ options: GitOptions) throws -> Upstream {
        let configured = try head.branch.flatMap { try upstream(ofBranch: $0) }
        guard let branch = options.branch ?? configured?.branch ?? head.branch else {
            throw UsageError("HEAD is not on a branch; name the one to push to with --branch")
        }
        let remote = options.remote ?? configured?.remote ?? "origin"
        guard try configuration("remote.\(remote).url") != nil else {
            throw UsageError("there is no remote '\(remote)'; name one with --remote")
        }
        return Upstream(remote: remote, branch: branch)
    }

    /// What a branch is called where it is pushed to.
    fileprivate func upstreamBranch(of branch: String) throws -> String {
        try upstream(ofBranch: branch)?.branch ?? branch
    }
}
