internal import CLibGit2

/// Both ways without a list in between: a walk through a history does this for every entry of every tree.
extension GitObjectID {
    init(_ id: git_oid) {
        self = unsafe withUnsafeBytes(of: id.id) { bytes in
            unsafe GitObjectID(
                high: UInt64(bigEndian: bytes.loadUnaligned(as: UInt64.self)),
                middle: UInt64(bigEndian: bytes.loadUnaligned(fromByteOffset: 8, as: UInt64.self)),
                low: UInt32(bigEndian: bytes.loadUnaligned(fromByteOffset: 16, as: UInt32.self)))
        }
    }

    init(_ id: UnsafePointer<git_oid>) {
        self.init(unsafe id.pointee)
    }

    var c: git_oid {
        var id = git_oid()
        unsafe withUnsafeMutableBytes(of: &id.id) { bytes in
            unsafe bytes.storeBytes(of: high.bigEndian, as: UInt64.self)
            unsafe bytes.storeBytes(of: middle.bigEndian, toByteOffset: 8, as: UInt64.self)
            unsafe bytes.storeBytes(of: low.bigEndian, toByteOffset: 16, as: UInt32.self)
        }
        return id
    }
}
