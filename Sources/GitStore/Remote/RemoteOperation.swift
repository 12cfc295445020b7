internal import CLibGit2

/// One fetch or push: what libgit2's callbacks need, and what they learn. Used on the repository's thread alone.
final class RemoteOperation {
    let url: GitRemoteURL
    let network: GitNetwork
    let cancellation: GitCancellation
    /// Such as `fetch from https://git.example.com/team/config.git`.
    let description: String
    /// The first error of our own code; libgit2 would only say that a callback failed.
    private(set) var failure: GitError?
    /// What the server's hooks and programs wrote for people to read.
    private(set) var serverText = ServerText()
    /// Why the server did not take a reference.
    private(set) var refusal: String?
    var sshCommand: String?

    init(_ description: String, url: GitRemoteURL, network: GitNetwork, cancellation: GitCancellation) {
        self.url = url
        self.network = network
        self.cancellation = cancellation
        self.description = "\(description) \(url)"
    }

    func blockingCall() -> BlockingCall {
        BlockingCall(cancellation: cancellation, operation: description)
    }

    /// Runs our code inside a callback; its error waits in ``failure`` for ``check(_:)``.
    func attempt(_ body: () throws(GitError) -> Void) -> Int32 {
        do throws(GitError) {
            try cancellation.check(description)
            try body()
            return 0
        } catch {
            failure = failure ?? error
            return GIT_EUSER.rawValue
        }
    }

    /// Throws our own error rather than libgit2's, where both failed.
    func check(_ result: Int32) throws(GitError) {
        if result < 0, let failure { throw failure }
        if result < 0, cancellation.isCancelled { throw GitError.cancelled(description) }
        do throws(GitError) {
            try GitStore.check(result, description)
        } catch {
            let code = Self.code(of: error)
            let says = serverText.isEmpty ? "" : "; the server says: \(serverText)"
            throw GitError(code, operation: error.operation, message: error.message + says)
        }
    }

    private static func code(of error: GitError) -> GitError.Code {
        // The words of a daemon that has no such repository, or exports it to nobody.
        if error.message.hasPrefix("remote error:") { return .repositoryNotFound }
        // What the other side lacks is told by other means; this is an object of our own.
        return error.code == .notFound ? .damaged : error.code
    }

    fileprivate func refused(_ reason: String) { refusal = refusal ?? reason }
    fileprivate func heard(_ text: [UInt8]) { serverText.append(text) }
}

extension RemoteOperation {
    /// Callbacks whose payload is this object, which must outlive them.
    @unsafe func fill(_ callbacks: inout git_remote_callbacks) {
        unsafe callbacks.payload = Unmanaged.passUnretained(self).toOpaque()
        unsafe callbacks.transport = { out, remote, payload in
            guard let out = unsafe out else { return GIT_ERROR.rawValue }
            return unsafe RemoteOperation.from(payload).makeTransport(&out.pointee, remote)
        }
        unsafe callbacks.sideband_progress = { text, length, payload in
            let bytes = unsafe UnsafeRawBufferPointer(start: text, count: Int(max(length, 0)))
            return unsafe RemoteOperation.from(payload).attempt { [heard = Array(bytes)] () throws(GitError) in
                unsafe RemoteOperation.from(payload).heard(heard)
            }
        }
        unsafe callbacks.transfer_progress = { _, payload in
            unsafe RemoteOperation.from(payload).attempt { () throws(GitError) in }
        }
        unsafe callbacks.pack_progress = { _, _, _, payload in
            unsafe RemoteOperation.from(payload).attempt { () throws(GitError) in }
        }
        unsafe callbacks.push_update_reference = { _, status, payload in
            if let status = unsafe status { unsafe RemoteOperation.from(payload).refused(String(cString: status)) }
            return 0
        }
    }

    private static func from(_ payload: UnsafeMutableRawPointer?) -> RemoteOperation {
        unsafe Unmanaged<RemoteOperation>.fromOpaque(payload!).takeUnretainedValue()
    }

    /// Leaves files to libgit2.
    private func makeTransport(
        _ out: inout UnsafeMutablePointer<git_transport>?, _ remote: OpaquePointer?
    ) -> Int32 {
        var result: Int32 = 0
        let failed = attempt { () throws(GitError) in
            guard let subtransport = try subtransport() else { return }
            let box = SubtransportBox(subtransport, operation: self)
            unsafe result = SmartTransport.make(&out, remote: remote, box: box)
        }
        return failed < 0 ? failed : result
    }

    private func subtransport() throws(GitError) -> (any SmartSubtransport)? {
        switch url.scheme {
        case .file: nil
        case .ssh: SSHSubtransport(self)
        case .git: DaemonSubtransport(self)
        case .http, .https: try HTTPSubtransport(self)
        }
    }
}
