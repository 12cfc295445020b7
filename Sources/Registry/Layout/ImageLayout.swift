import ImageModel
package import SystemPackage

/// An OCI image layout directory: `oci-layout`, `index.json`, `blobs/<algorithm>/<hex>` (OCI image-spec, "Image
/// Layout").
///
/// Who wrote it is not trusted: no symbolic link in it is followed, sizes are bounded, bytes are hashed when read.
package struct ImageLayout: Sendable, Hashable {
    static let maximumIndexBytes = 32 << 20

    package let path: FilePath

    package init(_ path: FilePath) {
        self.path = path
    }

    var indexPath: FilePath { path.appending("index.json") }
    var markerPath: FilePath { path.appending("oci-layout") }

    func directory(_ algorithm: Digest.Algorithm) -> FilePath {
        path.appending("blobs").appending(algorithm.rawValue)
    }

    /// A digest holds an algorithm and hex digits alone, so the path cannot lead out.
    func blobPath(_ digest: Digest) -> FilePath {
        directory(digest.algorithm).appending(digest.hex)
    }

    func index() throws(RegistryError) -> LayoutIndex {
        try LayoutIndexes.shared.index(indexPath) { () throws(RegistryError) in try readIndex() }
    }

    private func readIndex() throws(RegistryError) -> LayoutIndex {
        try checkMarker()
        let bytes = try contents(indexPath, limit: Self.maximumIndexBytes)
        do {
            return try LayoutIndex(parsing: bytes)
        } catch {
            throw invalid("its index.json is no image index with whole descriptors")
        }
    }

    /// The blob's file; `nil` where the layout has none.
    func file(_ digest: Digest) throws(RegistryError) -> LayoutFile? {
        for directory in [path.appending("blobs"), directory(digest.algorithm)] {
            guard let status = try? directory.stat(followTargetSymlink: false) else { return nil }
            guard status.type == .directory else { throw invalid("\(directory) is not a directory of its own") }
        }
        do throws(Errno) {
            return try LayoutFile(blobPath(digest))
        } catch .noSuchFileOrDirectory {
            return nil
        } catch {
            throw unreadable(blobPath(digest), error)
        }
    }

    private func checkMarker() throws(RegistryError) {
        let marker = String(decoding: try contents(markerPath, limit: 4096), as: UTF8.self)
        guard marker.contains("\"imageLayoutVersion\""), marker.contains("\"1.") else {
            throw invalid("its oci-layout file does not say version 1")
        }
    }

    private func contents(_ file: FilePath, limit: Int) throws(RegistryError) -> [UInt8] {
        let bytes: [UInt8]?
        do throws(Errno) {
            bytes = try LayoutFile(file).contents(limit: limit)
        } catch .noSuchFileOrDirectory {
            throw invalid("it has no \(file.lastComponent?.string ?? "")")
        } catch {
            throw unreadable(file, error)
        }
        guard let bytes else { throw invalid("\(file) is larger than \(limit >> 10) KiB") }
        return bytes
    }

    func invalid(_ why: String) -> RegistryError {
        RegistryError(
            .invalidLayout, reason: .registryUnavailable, subject: path.string,
            message: "\(path) cannot be read as an OCI image layout: \(why)"
        )
    }

    func unreadable(_ file: FilePath, _ error: Errno) -> RegistryError {
        let why = error == .tooManySymbolicLinkLevels ? "it is a symbolic link, and none is followed" : "\(error)"
        return RegistryError(
            .fileFailed, reason: .registryUnavailable, subject: path.string, message: "cannot read \(file): \(why)"
        )
    }
}
