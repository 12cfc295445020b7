/// How far a copy is.
package struct CopyProgress: Sendable, Hashable {
    package var manifestsDone = 0
    package var manifestsTotal = 0
    /// Blobs that are at the target, those that were there before included.
    package var blobsDone = 0
    package var blobsTotal = 0
    /// Bytes of blobs that are at the target, or on their way.
    package var bytesDone: Int64 = 0
    package var bytesTotal: Int64 = 0

    package init() {}
}
