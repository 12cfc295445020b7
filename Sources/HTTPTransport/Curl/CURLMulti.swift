import CLibCURL

/// A multi handle. Its owner frees it with ``free()``.
///
/// Sendable because all but ``wakeUp()`` is called on the loop's thread alone, and libcurl allows that one call from
/// any thread while the handle lives (curl_multi_wakeup(3)).
@safe struct CURLMulti: @unchecked Sendable {
    private let pointer: UnsafeMutableRawPointer

    /// Once per process, before any handle; needs no counterpart.
    private static let isLibraryReady = curl_global_init(Int(CURL_GLOBAL_ALL)) == CURLE_OK

    init?(maximumConnectionsPerHost: Int) {
        guard Self.isLibraryReady, let pointer = unsafe curl_multi_init() else { return nil }
        unsafe self.pointer = unsafe pointer
        set(CURLMOPT_PIPELINING, Int(CURLPIPE_MULTIPLEX))
        set(CURLMOPT_MAX_CONCURRENT_STREAMS, 100)
        set(CURLMOPT_MAXCONNECTS, 64)
        set(CURLMOPT_MAX_HOST_CONNECTIONS, maximumConnectionsPerHost)
    }

    private func set(_ option: CURLMoption, _ value: Int) {
        _ = unsafe pinnace_multi_setopt_long(pointer, option, value)
    }

    func wakeUp() {
        _ = unsafe curl_multi_wakeup(pointer)
    }

    func add(_ transfer: CURLTransfer) {
        _ = unsafe curl_multi_add_handle(pointer, transfer.handle)
    }

    func remove(_ transfer: CURLTransfer) {
        _ = unsafe curl_multi_remove_handle(pointer, transfer.handle)
    }

    /// Does what can be done without waiting.
    func perform() {
        var running: Int32 = 0
        _ = unsafe curl_multi_perform(pointer, &running)
    }

    /// Sleeps until a socket, a timer of libcurl or a wake-up; the bound only guards against a lost one.
    func poll() {
        _ = unsafe curl_multi_poll(pointer, nil, 0, 60_000, nil)
    }

    /// The next transfer that ended; `nil` when all were told.
    func nextEnd() -> (transfer: CURLTransfer.ID, code: CURLcode)? {
        var left: Int32 = 0
        while let message = unsafe curl_multi_info_read(pointer, &left) {
            guard unsafe message.pointee.msg == CURLMSG_DONE, let easy = unsafe message.pointee.easy_handle else {
                continue
            }
            return unsafe (UInt(bitPattern: easy), pinnace_message_result(message))
        }
        return nil
    }

    func free() {
        _ = unsafe curl_multi_cleanup(pointer)
    }
}
