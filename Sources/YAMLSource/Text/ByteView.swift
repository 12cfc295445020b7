/// The bytes of an array that somebody else holds, read at any offset: 0 where no byte is.
///
/// For loops that look at every byte of a file: an array that is a part of something is asked for its place and its
/// length each time.
@safe
struct ByteView {
    private let start: UnsafePointer<UInt8>?
    let count: Int

    /// - Parameter bytes: memory that outlives the view.
    init(_ bytes: UnsafeBufferPointer<UInt8>) {
        unsafe start = bytes.baseAddress
        count = bytes.count
    }

    @inline(__always)
    subscript(offset: Int) -> UInt8 {
        // A negative offset is a large one here, and an empty view has no offset at all.
        guard UInt(bitPattern: offset) < UInt(bitPattern: count) else { return 0 }
        return unsafe start.unsafelyUnwrapped[offset]
    }
}
