internal import CLibGit2

extension GitObjectID {
    init(_ id: git_oid) {
        self = unsafe withUnsafeBytes(of: id.id) { unsafe GitObjectID(bytes: Array($0)) } ?? .zero
    }

    init(_ id: UnsafePointer<git_oid>) {
        self.init(unsafe id.pointee)
    }

    var c: git_oid {
        var id = git_oid()
        unsafe withUnsafeMutableBytes(of: &id.id) { unsafe $0.copyBytes(from: bytes) }
        return id
    }
}
