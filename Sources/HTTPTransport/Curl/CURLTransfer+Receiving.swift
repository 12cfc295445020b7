import CLibCURL

extension CURLTransfer {
    /// Bytes of header fields after which an answer is given up.
    private static let headLimit = 256 << 10

    /// The number of bytes taken, or a word of libcurl's.
    func receive(_ bytes: UnsafeRawBufferPointer) -> Int {
        if case .whole(let limit) = request.delivery, bodyBytes + bytes.count > limit {
            reason = failure(.bodyTooLarge, "the answer has more than the \(limit) bytes that are accepted here")
            return Int(CURL_WRITEFUNC_ERROR)
        }
        guard unsafe exchange.incoming.append(bytes) else { return Int(CURL_WRITEFUNC_PAUSE) }
        bodyBytes += bytes.count
        return bytes.count
    }

    /// One line of the head, without its line end. A blank one ends it; heads of interim answers are dropped.
    func receiveHeader(_ line: String, count: Int) -> Int {
        headBytes += count
        if headBytes > Self.headLimit {
            reason = failure(.protocolError, "the answer has more than \(Self.headLimit) bytes of header fields")
            return Int(CURL_WRITEFUNC_ERROR)
        }
        // What comes after the body are trailers.
        if !isHeadDelivered { addToHead(Self.isPlain(line) ? line : line.filter { !$0.isNewline }) }
        return count
    }

    /// No other line end can be in it.
    private static func isPlain(_ line: String) -> Bool { line.utf8.allSatisfy { $0 >= 0x20 && $0 < 0x80 } }

    private func addToHead(_ line: String) {
        if line.isEmpty { return endHead() }
        if line.hasPrefix("HTTP/") {
            head.headers = [:]
        } else if let colon = line.firstIndex(of: ":"), line.first != " ", line.first != "\t" {
            let name = line[..<colon].trimmingHTTPWhitespace()
            head.headers.add(name, line[line.index(after: colon)...].trimmingHTTPWhitespace())
        }
    }

    private func endHead() {
        head.status = information(CURLINFO_RESPONSE_CODE)
        guard head.status >= 200 else { return }
        if request.proxy == nil, let text = unsafe pinnace_getinfo_string(handle, CURLINFO_PRIMARY_IP) {
            head.remoteAddress = unsafe IPAddress(String(cString: text))
        }
        isHeadDelivered = true
        exchange.incoming.deliver(head)
    }

    /// The rule for hosts that a server named, by the address that the name led to. Behind a proxy the address is
    /// the proxy's, and only the proxy can keep the rule.
    func mayConnect(to address: IPAddress?) -> Bool {
        guard let narrowest = request.narrowestReach else { return true }
        let literal = IPAddress(request.origin.host)
        if request.proxy != nil, literal == nil { return true }
        if let target = literal ?? address, request.reach(target) <= narrowest { return true }
        reason = AddressRule.refusal(request.origin, url: request.redactedURL)
        return false
    }
}
