/// What git's smart protocol asks a server for.
enum SmartService {
    case uploadPackAdvertisement
    case uploadPack
    case receivePackAdvertisement
    case receivePack

    var isAdvertisement: Bool { self == .uploadPackAdvertisement || self == .receivePackAdvertisement }

    /// The program on the server, also its name in URLs.
    var program: String {
        switch self {
        case .uploadPackAdvertisement, .uploadPack: "git-upload-pack"
        case .receivePackAdvertisement, .receivePack: "git-receive-pack"
        }
    }
}

/// Carries the smart protocol's bytes. Used on the repository's thread alone.
protocol SmartSubtransport: AnyObject {
    /// Each request has a stream of its own (HTTP), or one stream serves them all (SSH).
    var isStateless: Bool { get }
    func open(_ service: SmartService) throws(GitError) -> any SmartStream
    func close()
}

protocol SmartStream: AnyObject {
    /// How many bytes were read; none at the end.
    func read(into buffer: UnsafeMutableRawBufferPointer) throws(GitError) -> Int
    func write(_ bytes: UnsafeRawBufferPointer) throws(GitError)
}
