import CLibCURL

extension CURLTransfer {
    func configure() throws(TransferFailure) {
        unsafe set(CURLOPT_ERRORBUFFER, errorText)
        setCallbacks()
        try setTarget()
        setHeaders()
        setBody()
        setTimeouts()
        try setTLS()
    }

    private func setTarget() throws(TransferFailure) {
        guard set(CURLOPT_URL, try renamedURL() ?? request.url) else {
            throw failure(.invalidRequest, "the URL cannot be used")
        }
        set(CURLOPT_PATH_AS_IS, 1)
        set(CURLOPT_PROTOCOLS_STR, request.origin.scheme)
        set(CURLOPT_FOLLOWLOCATION, 0)
        set(CURLOPT_USERAGENT, request.userAgent)
        // An empty string keeps libcurl from reading the environment: the decision was made.
        set(CURLOPT_PROXY, request.proxy?.reveal() ?? "")
        set(CURLOPT_NOPROXY, "")
        set(CURLOPT_SUPPRESS_CONNECT_HEADERS, 1)
        // While a streamed transfer is paused, libcurl 7.88 keeps what still comes over a shared HTTP/2 connection in
        // memory: a connection of its own lets TCP hold the sender back.
        let version = request.isStreamed ? CURL_HTTP_VERSION_1_1 : CURL_HTTP_VERSION_2TLS
        set(CURLOPT_HTTP_VERSION, Int(version))
        set(CURLOPT_PIPEWAIT, request.isStreamed ? 0 : 1)
    }

    private func setCallbacks() {
        let context = unsafe Unmanaged.passUnretained(self).toOpaque()
        unsafe pinnace_setopt_write(handle, CURLOPT_WRITEFUNCTION, receiveBody)
        unsafe set(CURLOPT_WRITEDATA, context)
        unsafe pinnace_setopt_write(handle, CURLOPT_HEADERFUNCTION, receiveHead)
        unsafe set(CURLOPT_HEADERDATA, context)
        unsafe pinnace_setopt_opensocket(handle, openSocket)
        unsafe set(CURLOPT_OPENSOCKETDATA, context)
        unsafe pinnace_setopt_prereq(handle, approveConnection)
        unsafe set(CURLOPT_PREREQDATA, context)
    }

    /// libcurl takes the name for the handshake from the URL: so the URL gets the other name, and the connection still goes
    /// to the host. `Host` stays the host's.
    private func renamedURL() throws(TransferFailure) -> String? {
        let origin = request.origin
        guard let name = request.tls?.serverName, origin.scheme == "https", name != origin.host else { return nil }
        guard request.url.hasPrefix(origin.description), IPAddress(name) == nil,
            name.utf8.allSatisfy({ HTTPHeaders.isTokenByte($0) })
        else { throw failure(.invalidRequest, "the server name for the handshake is not a host's name") }
        let host = origin.host.contains(":") ? "[\(origin.host)]" : origin.host
        let route = "\(name):\(origin.port):\(host):\(origin.port)"
        unsafe connectList = unsafe curl_slist_append(nil, route)
        unsafe pinnace_setopt_list(handle, CURLOPT_CONNECT_TO, connectList)
        addHeader("Host", origin.authority)
        return "https://\(name):\(origin.port)" + request.url.dropFirst(origin.description.count)
    }

    private func setHeaders() {
        for field in request.fields { addHeader(field.name, field.value) }
        for secret in request.secrets { addHeader(secret.name, secret.value.reveal()) }
        // Neither a pause for `100 Continue` nor a content type that nobody chose.
        for name in ["Expect", "Content-Type"] where !request.fields.contains(where: { $0.name.isSameHeader(name) }) {
            unsafe headerList = unsafe curl_slist_append(headerList, "\(name):")
        }
        unsafe pinnace_setopt_list(handle, CURLOPT_HTTPHEADER, headerList)
        if request.acceptsGzip { set(CURLOPT_ACCEPT_ENCODING, "gzip") }
    }

    /// A semicolon is how libcurl spells an empty value.
    private func addHeader(_ name: String, _ value: String) {
        let line = value.isEmpty ? "\(name);" : "\(name): \(value)"
        unsafe headerList = unsafe curl_slist_append(headerList, line)
    }

    private func setBody() {
        if request.method == .head { set(CURLOPT_NOBODY, 1) }
        if exchange.outgoing != nil {
            let context = unsafe Unmanaged.passUnretained(self).toOpaque()
            set(CURLOPT_UPLOAD, 1)
            unsafe pinnace_setopt_offset(handle, CURLOPT_INFILESIZE_LARGE, curl_off_t(request.body.length ?? -1))
            unsafe pinnace_setopt_read(handle, sendBody)
            unsafe set(CURLOPT_READDATA, context)
            unsafe pinnace_setopt_seek(handle, seekBody)
            unsafe set(CURLOPT_SEEKDATA, context)
        }
        if request.method != .head, request.method != .get || exchange.outgoing != nil {
            set(CURLOPT_CUSTOMREQUEST, request.method.rawValue)
        }
    }

    private func setTimeouts() {
        // No signals from libcurl's timers, and no waiting for a resolver's thread when a request is given up.
        set(CURLOPT_NOSIGNAL, 1)
        set(CURLOPT_QUICK_EXIT, 1)
        set(CURLOPT_CONNECTTIMEOUT_MS, request.connectTimeout.wholeMilliseconds)
        if let timeout = request.timeout { set(CURLOPT_TIMEOUT_MS, timeout.wholeMilliseconds) }
        set(CURLOPT_LOW_SPEED_LIMIT, 1)
        set(CURLOPT_LOW_SPEED_TIME, max(1, (request.idleTimeout.wholeMilliseconds + 999) / 1000))
        set(CURLOPT_TCP_KEEPALIVE, 1)
        set(CURLOPT_TCP_KEEPIDLE, 30)
        set(CURLOPT_TCP_KEEPINTVL, 15)
        if request.isStreamed { set(CURLOPT_BUFFERSIZE, 64 << 10) }
    }
}

extension CURLTransfer {
    @discardableResult func set(_ option: CURLoption, _ value: Int) -> Bool {
        unsafe pinnace_setopt_long(handle, option, value) == CURLE_OK
    }

    /// libcurl copies the string.
    @discardableResult func set(_ option: CURLoption, _ value: String) -> Bool {
        unsafe pinnace_setopt_string(handle, option, value) == CURLE_OK
    }

    func set(_ option: CURLoption, _ value: UnsafeMutableRawPointer) {
        _ = unsafe pinnace_setopt_pointer(handle, option, value)
    }
}

extension HTTPRequestBody {
    /// Bytes; `nil` where nobody knows.
    var length: Int64? {
        switch self {
        case .none: 0
        case .bytes(let bytes): Int64(bytes.count)
        case .stream(let length, _): length
        }
    }
}

extension String {
    func isSameHeader(_ other: String) -> Bool { lowercased() == other.lowercased() }
}
