import CLibCURL

extension CURLTransfer {
    func end(_ code: CURLcode) -> Result<Void, TransferFailure> {
        if code == CURLE_OK { return .success(()) }
        return .failure(reason ?? failure(code))
    }

    private func failure(_ code: CURLcode) -> TransferFailure {
        let host = request.origin.authority
        switch code {
        case CURLE_COULDNT_RESOLVE_HOST:
            return failure(
                .unresolvedHost, "no address was found for \(request.origin.host); check its spelling and DNS")
        case CURLE_COULDNT_RESOLVE_PROXY:
            return failure(.unresolvedHost, "no address was found for the proxy; check https_proxy")
        case CURLE_COULDNT_CONNECT:
            return failure(.connectionFailed, "\(host) could not be connected to: \(detail(code))", isTransient: true)
        case CURLE_OPERATION_TIMEDOUT: return timeout()
        case CURLE_PARTIAL_FILE: return truncated()
        case CURLE_HTTP2, CURLE_GOT_NOTHING, CURLE_SEND_ERROR, CURLE_RECV_ERROR, CURLE_HTTP2_STREAM:
            if isHeadDelivered { return truncated() }
            return failure(.connectionFailed, "the connection to \(host) broke: \(detail(code))", isTransient: true)
        case CURLE_SEND_FAIL_REWIND:
            let message = "the connection to \(host) broke, and a body that is streamed cannot be sent again"
            return failure(.connectionFailed, message)
        case CURLE_URL_MALFORMAT:
            return failure(.invalidRequest, "the URL cannot be used: \(detail(code))")
        default:
            if Self.tlsCodes.contains(code.rawValue) { return tlsFailure(code) }
            return failure(.protocolError, "the exchange with \(host) failed: \(detail(code))")
        }
    }

    private func truncated() -> TransferFailure {
        failure(.truncated, "the answer was cut after \(bodyBytes) bytes of its body", isTransient: true)
    }

    private func timeout() -> TransferFailure {
        let host = request.origin.authority
        if offset(CURLINFO_PRETRANSFER_TIME_T) == 0 {
            let limit = request.timeout.map { min($0, request.connectTimeout) } ?? request.connectTimeout
            let message = "\(host) could not be connected to within \(limit.inWords)"
            return failure(.timedOut, message, isTransient: true)
        }
        let elapsed = Duration.microseconds(offset(CURLINFO_TOTAL_TIME_T))
        // libcurl's clocks differ by a few milliseconds.
        if let limit = request.timeout, elapsed + .milliseconds(100) >= limit {
            return failure(.timedOut, "\(host) did not complete the answer within \(limit.inWords)")
        }
        return failure(.timedOut, "\(host) sent nothing for \(request.idleTimeout.inWords)")
    }

    private func tlsFailure(_ code: CURLcode) -> TransferFailure {
        let message = "no secure connection to \(request.origin.authority): \(detail(code))"
        return failure(.tlsFailed, message)
    }

    /// libcurl's own words, without control characters.
    private func detail(_ code: CURLcode) -> String {
        let own = unsafe String(cString: errorText)
        let text = own.isEmpty ? unsafe String(cString: curl_easy_strerror(code)) : own
        return String(String.UnicodeScalarView(text.unicodeScalars.map { $0.value < 0x20 ? " " : $0 }))
    }

    private static let tlsCodes: Set<CURLcode.RawValue> = Set(
        [
            CURLE_SSL_CONNECT_ERROR, CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_ENGINE_NOTFOUND,
            CURLE_SSL_ENGINE_SETFAILED, CURLE_SSL_CERTPROBLEM, CURLE_SSL_CIPHER, CURLE_SSL_ENGINE_INITFAILED,
            CURLE_SSL_CACERT_BADFILE, CURLE_SSL_SHUTDOWN_FAILED, CURLE_SSL_CRL_BADFILE, CURLE_SSL_ISSUER_ERROR,
            CURLE_SSL_PINNEDPUBKEYNOTMATCH, CURLE_SSL_INVALIDCERTSTATUS, CURLE_SSL_CLIENTCERT, CURLE_USE_SSL_FAILED,
        ].map(\.rawValue))
}
