import CLibCURL

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

extension CURLTransfer {
    func setTLS() throws(TransferFailure) {
        set(CURLOPT_SSLVERSION, Int(CURL_SSLVERSION_TLSv1_2))
        if !request.verifiesTLS {
            set(CURLOPT_SSL_VERIFYPEER, 0)
            set(CURLOPT_SSL_VERIFYHOST, 0)
        }
        try setAuthorities()
        guard let tls = request.tls else { return }
        try setClient(tls.clientCertificate, file: CURLOPT_SSLCERT, bytes: CURLOPT_SSLCERT_BLOB)
        try setClient(tls.clientKey, file: CURLOPT_SSLKEY, bytes: CURLOPT_SSLKEY_BLOB)
        if let password = tls.clientKeyPassword { set(CURLOPT_KEYPASSWD, password.reveal()) }
    }

    private func setAuthorities() throws(TransferFailure) {
        let added = request.tls?.additionalAuthorities ?? []
        guard !added.isEmpty else {
            guard let authorities = request.authorities else { return }
            unsafe pinnace_setopt_string(handle, CURLOPT_CAPATH, nil)
            return try setAuthorities(authorities)
        }
        // One option holds the authorities, so several sources are joined.
        var sources = added
        if request.tls?.trustsOnlyAdditionalAuthorities == true {
            unsafe pinnace_setopt_string(handle, CURLOPT_CAPATH, nil)
        } else if let base = request.authorities ?? Self.systemAuthorities {
            sources.insert(base, at: 0)
            if request.authorities != nil { unsafe pinnace_setopt_string(handle, CURLOPT_CAPATH, nil) }
        }
        var pem: [UInt8] = []
        for source in sources { pem += try read(source) + [UInt8(ascii: "\n")] }
        setBlob(CURLOPT_CAINFO_BLOB, pem)
    }

    private func setAuthorities(_ source: PEMSource) throws(TransferFailure) {
        switch source {
        // libcurl keeps the parsed file between connections.
        case .file(let path): set(CURLOPT_CAINFO, path)
        case .bytes(let bytes): setBlob(CURLOPT_CAINFO_BLOB, bytes)
        }
    }

    private func setClient(_ source: PEMSource?, file: CURLoption, bytes: CURLoption) throws(TransferFailure) {
        switch source {
        case nil: break
        case .file(let path)?: set(file, path)
        case .bytes(let pem)?: setBlob(bytes, pem)
        }
    }

    private func setBlob(_ option: CURLoption, _ bytes: [UInt8]) {
        unsafe bytes.withUnsafeBytes { buffer in
            guard let start = buffer.baseAddress else { return }
            _ = unsafe pinnace_setopt_blob(handle, option, start, buffer.count)
        }
    }

    private func read(_ source: PEMSource) throws(TransferFailure) -> [UInt8] {
        switch source {
        case .bytes(let bytes): return bytes
        case .file(let path):
            guard let data = FileManager.default.contents(atPath: path) else {
                throw failure(.tlsFailed, "the certificate authorities in \(path) cannot be read")
            }
            return Array(data)
        }
    }

    /// The file that libcurl was built to read.
    private static let systemAuthorities: PEMSource? = {
        guard let information = unsafe curl_version_info(CURLVERSION_NINTH),
            let path = unsafe information.pointee.cainfo
        else { return nil }
        return unsafe .file(String(cString: path))
    }()
}
