import CLibCURL

// Each gets the transfer as its context and returns what libcurl documents for its option.

private func transfer(_ context: UnsafeMutableRawPointer?) -> CURLTransfer? {
    guard let context = unsafe context else { return nil }
    return unsafe Unmanaged<CURLTransfer>.fromOpaque(context).takeUnretainedValue()
}

func receiveBody(
    _ bytes: UnsafeMutablePointer<CChar>?, _ size: Int, _ count: Int, _ context: UnsafeMutableRawPointer?
) -> Int {
    guard let transfer = unsafe transfer(context) else { return Int(CURL_WRITEFUNC_ERROR) }
    return unsafe transfer.receive(UnsafeRawBufferPointer(start: bytes, count: size * count))
}

func receiveHead(
    _ bytes: UnsafeMutablePointer<CChar>?, _ size: Int, _ count: Int, _ context: UnsafeMutableRawPointer?
) -> Int {
    guard let transfer = unsafe transfer(context) else { return Int(CURL_WRITEFUNC_ERROR) }
    let line = unsafe UnsafeRawBufferPointer(start: bytes, count: size * count)
    let end = unsafe line.lastIndex { $0 != 0x0a && $0 != 0x0d }.map { $0 + 1 } ?? 0
    return unsafe transfer.receiveHeader(String(decoding: line[..<end], as: UTF8.self), count: size * count)
}

func sendBody(
    _ bytes: UnsafeMutablePointer<CChar>?, _ size: Int, _ count: Int, _ context: UnsafeMutableRawPointer?
) -> Int {
    guard let outgoing = unsafe transfer(context)?.exchange.outgoing else { return Int(CURL_READFUNC_ABORT) }
    switch unsafe outgoing.read(into: UnsafeMutableRawBufferPointer(start: bytes, count: size * count)) {
    case .bytes(let sent): return sent
    case .end: return 0
    case .later: return Int(CURL_READFUNC_PAUSE)
    case .closed: return Int(CURL_READFUNC_ABORT)
    }
}

func seekBody(_ context: UnsafeMutableRawPointer?, _ offset: curl_off_t, _ origin: Int32) -> Int32 {
    guard origin == 0, let outgoing = unsafe transfer(context)?.exchange.outgoing else { return CURL_SEEKFUNC_FAIL }
    return outgoing.seek(to: Int(offset)) ? CURL_SEEKFUNC_OK : CURL_SEEKFUNC_FAIL
}

func openSocket(
    _ context: UnsafeMutableRawPointer?, _ purpose: curlsocktype, _ address: UnsafeMutablePointer<curl_sockaddr>?
) -> curl_socket_t {
    guard let address = unsafe address, let transfer = unsafe transfer(context) else { return CURL_SOCKET_BAD }
    var bytes = [UInt8](repeating: 0, count: 16)
    let count = unsafe bytes.withUnsafeMutableBufferPointer { unsafe pinnace_address_bytes(address, $0.baseAddress) }
    guard transfer.mayConnect(to: IPAddress(bytes: Array(bytes.prefix(Int(count))))) else { return CURL_SOCKET_BAD }
    return unsafe pinnace_open_socket(address)
}

/// Called before a request is sent over a connection that was opened earlier, too.
func approveConnection(
    _ context: UnsafeMutableRawPointer?, _ remote: UnsafeMutablePointer<CChar>?,
    _ local: UnsafeMutablePointer<CChar>?, _ remotePort: Int32, _ localPort: Int32
) -> Int32 {
    guard let transfer = unsafe transfer(context), let remote = unsafe remote else { return CURL_PREREQFUNC_ABORT }
    let address = unsafe IPAddress(String(cString: remote))
    return transfer.mayConnect(to: address) ? CURL_PREREQFUNC_OK : CURL_PREREQFUNC_ABORT
}
