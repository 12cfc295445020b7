import ImageModel

/// How a pull request came to be what it is.
package struct PublishedPullRequest: Sendable {
    package enum Action: String, Hashable, Sendable {
        case opened, updated, unchanged
    }

    package let request: PullRequest
    package let action: Action
    /// What could not be done besides, in sentences for people.
    package let warnings: [String]
}

extension Forge {
    /// Opens the pull request, or makes the open one say what it is to say.
    ///
    /// A lost answer leaves open whether the request was done: the forge is asked, and only what is not there is made
    /// again, once. Labels, reviewers and auto-merge that are refused are warnings, as the pull request is there.
    package func publish(
        _ draft: PullRequestDraft, mergesWhenReady: Bool = false
    ) async throws(ForgeError) -> PublishedPullRequest {
        let (request, action) = try await place(draft)
        var warnings: [String] = []
        if action == .opened {
            if !draft.labels.isEmpty {
                await attempt("its labels were not set", &warnings) { () async throws(ForgeError) in
                    try await add(labels: draft.labels, to: request)
                }
            }
            for reviewer in draft.reviewers {
                await attempt("\(reviewer.printable()) was not asked to review it", &warnings) {
                    () async throws(ForgeError) in try await ask(reviewers: [reviewer], about: request)
                }
            }
        }
        if mergesWhenReady {
            var obstacle: String?
            await attempt("it is not set to merge by itself", &warnings) { () async throws(ForgeError) in
                obstacle = try await mergeWhenReady(request)
            }
            if let obstacle { warnings.append("it is not set to merge by itself: \(obstacle)") }
        }
        return PublishedPullRequest(request: request, action: action, warnings: warnings)
    }

    private func place(
        _ draft: PullRequestDraft
    ) async throws(ForgeError) -> (PullRequest, PublishedPullRequest.Action) {
        if let found = try await open(from: draft.branch, into: draft.base) { return try await bring(found, to: draft) }
        do throws(ForgeError) {
            return (try await create(draft), .opened)
        } catch {
            guard error.code == .exists || error.code.leavesOpen else { throw error }
            if let found = try await open(from: draft.branch, into: draft.base) {
                let placed = try await bring(found, to: draft)
                return (placed.0, error.code.leavesOpen ? .opened : placed.1)
            }
            guard error.code.leavesOpen else { throw error }
            return (try await create(draft), .opened)
        }
    }

    private func bring(
        _ found: PullRequest, to draft: PullRequestDraft
    ) async throws(ForgeError) -> (PullRequest, PublishedPullRequest.Action) {
        if found.title == draft.title, found.body.isSameText(as: draft.body) { return (found, .unchanged) }
        return (try await update(found, to: draft), .updated)
    }

    private func attempt(
        _ loss: String, _ warnings: inout [String], _ work: () async throws(ForgeError) -> Void
    ) async {
        do throws(ForgeError) {
            try await work()
        } catch {
            warnings.append("\(loss): \(error.message)")
        }
    }
}

extension String {
    /// Forges write line ends their own way, and cut white space at the end.
    fileprivate func isSameText(as other: String) -> Bool {
        func lines(_ text: String) -> [Substring] {
            text.split { $0 == "\n" || $0 == "\r\n" }
        }
        return lines(self) == lines(other)
    }
}
