import CLibCURL

/// One easy handle and what its callbacks need: lives on the loop's thread alone, freed with the object.
@safe final class CURLTransfer {
    typealias ID = UInt

    let exchange: CURLExchange
    let handle: UnsafeMutableRawPointer
    /// libcurl's own words about a failure, filled while the handle lives.
    let errorText: UnsafeMutablePointer<CChar>
    var headerList: UnsafeMutablePointer<curl_slist>?
    var connectList: UnsafeMutablePointer<curl_slist>?

    /// Why a callback ended the transfer, where one did.
    var reason: TransferFailure?
    var head = CURLHead(status: 0, headers: [:])
    var headBytes = 0
    var isHeadDelivered = false
    var bodyBytes = 0

    init(_ exchange: CURLExchange) throws(TransferFailure) {
        self.exchange = exchange
        guard let handle = unsafe curl_easy_init() else {
            let url = exchange.request.redactedURL
            throw TransferFailure(.connectionFailed, url: url, message: "libcurl has no memory for another request")
        }
        unsafe self.handle = unsafe handle
        unsafe errorText = UnsafeMutablePointer<CChar>.allocate(capacity: Int(CURL_ERROR_SIZE))
        unsafe errorText.initialize(repeating: 0, count: Int(CURL_ERROR_SIZE))
        try configure()
    }

    deinit {
        unsafe curl_easy_cleanup(handle)
        unsafe curl_slist_free_all(headerList)
        unsafe curl_slist_free_all(connectList)
        unsafe errorText.deallocate()
    }

    /// The handle's address, which nobody else has while the transfer lives.
    var id: ID { unsafe UInt(bitPattern: handle) }

    var request: CURLRequest { exchange.request }

    /// Lets paused directions go on; those that still can't pause themselves again.
    func resume() {
        unsafe curl_easy_pause(handle, CURLPAUSE_CONT)
    }

    func failure(_ code: HTTPError.Code, _ message: String, isTransient: Bool = false) -> TransferFailure {
        TransferFailure(code, url: request.redactedURL, message: message, isTransient: isTransient)
    }

    func information(_ info: CURLINFO) -> Int {
        var value = 0
        _ = unsafe pinnace_getinfo_long(handle, info, &value)
        return value
    }

    func offset(_ info: CURLINFO) -> Int64 {
        var value: curl_off_t = 0
        _ = unsafe pinnace_getinfo_offset(handle, info, &value)
        return Int64(value)
    }
}
