import ImageModel
import SystemPackage

/// Writes a blob beside its place and moves it there when it is whole: nobody ever sees half of one.
final class LayoutBlobWriter: Sendable {
    private let layout: ImageLayout
    private let file: AtomicFile

    init(_ layout: ImageLayout, _ digest: Digest) throws(RegistryError) {
        self.layout = layout
        try layout.makeDirectory(layout.directory(digest.algorithm))
        do throws(Errno) {
            file = try AtomicFile(replacing: layout.blobPath(digest))
        } catch {
            throw layout.unwritable(layout.blobPath(digest), error)
        }
    }

    func write(_ bytes: [UInt8]) throws(RegistryError) {
        try mapped { () throws(Errno) in try file.write(bytes) }
    }

    func commit() throws(RegistryError) {
        try mapped { () throws(Errno) in try file.commit() }
    }

    func discard() { file.discard() }

    private func mapped(_ body: () throws(Errno) -> Void) throws(RegistryError) {
        do throws(Errno) {
            try body()
        } catch {
            throw layout.unwritable(file.path, error)
        }
    }
}
