internal import CLibGit2

/// Puts a ``SmartSubtransport`` into libgit2's hands.
enum SmartTransport {
    /// Makes libgit2's transport around ours; libgit2 frees it.
    static func make(
        _ transport: inout UnsafeMutablePointer<git_transport>?, remote: OpaquePointer?, box: SubtransportBox
    ) -> Int32 {
        let isStateless: UInt32 = box.subtransport.isStateless ? 1 : 0
        let seed = unsafe Unmanaged.passUnretained(box).toOpaque()
        var definition = unsafe git_smart_subtransport_definition(
            callback: { out, _, seed in unsafe SubtransportBox.create(out, seed) }, rpc: isStateless, param: seed)
        return unsafe git_transport_smart(&transport, remote, &definition)
    }
}

/// Keeps a subtransport, the operation that it serves and, for SSH, the one stream.
@safe
final class SubtransportBox {
    let subtransport: any SmartSubtransport
    let operation: RemoteOperation
    @unsafe private var sharedStream: UnsafeMutablePointer<pinnace_stream>?

    init(_ subtransport: any SmartSubtransport, operation: RemoteOperation) {
        self.subtransport = subtransport
        self.operation = operation
    }

    @unsafe static func create(
        _ out: UnsafeMutablePointer<UnsafeMutablePointer<git_smart_subtransport>?>?, _ seed: UnsafeMutableRawPointer?
    ) -> Int32 {
        guard let out = unsafe out, let seed = unsafe seed else { return GIT_ERROR.rawValue }
        let box = unsafe Unmanaged<SubtransportBox>.fromOpaque(seed).takeUnretainedValue()
        let made = UnsafeMutablePointer<pinnace_subtransport>.allocate(capacity: 1)
        unsafe made.initialize(to: pinnace_subtransport())
        unsafe made.pointee.owner = Unmanaged.passRetained(box).toOpaque()
        unsafe made.pointee.base.action = { out, transport, _, service in
            unsafe SubtransportBox.from(transport).open(service, out, transport)
        }
        unsafe made.pointee.base.close = { transport in
            unsafe SubtransportBox.from(transport).subtransport.close()
            return 0
        }
        unsafe made.pointee.base.free = { transport in unsafe SubtransportBox.free(transport) }
        unsafe out.pointee = UnsafeMutableRawPointer(made).assumingMemoryBound(to: git_smart_subtransport.self)
        return 0
    }

    private static func from(_ transport: UnsafeMutablePointer<git_smart_subtransport>?) -> SubtransportBox {
        let made = unsafe UnsafeMutableRawPointer(transport!).assumingMemoryBound(to: pinnace_subtransport.self)
        return unsafe Unmanaged<SubtransportBox>.fromOpaque(made.pointee.owner).takeUnretainedValue()
    }

    private static func free(_ transport: UnsafeMutablePointer<git_smart_subtransport>?) {
        let made = unsafe UnsafeMutableRawPointer(transport!).assumingMemoryBound(to: pinnace_subtransport.self)
        unsafe Unmanaged<SubtransportBox>.fromOpaque(made.pointee.owner).release()
        unsafe made.deallocate()
    }

    private func open(
        _ service: git_smart_service_t,
        _ out: UnsafeMutablePointer<UnsafeMutablePointer<git_smart_subtransport_stream>?>?,
        _ transport: UnsafeMutablePointer<git_smart_subtransport>?
    ) -> Int32 {
        operation.attempt { () throws(GitError) in
            let stream: UnsafeMutablePointer<pinnace_stream>
            if let shared = unsafe sharedStream {
                unsafe stream = shared
            } else {
                let opened = try subtransport.open(SmartService(service))
                unsafe stream = StreamBox(opened, subtransport: self).makeC(transport)
                if !subtransport.isStateless { unsafe sharedStream = stream }
            }
            unsafe out?.pointee = UnsafeMutableRawPointer(stream)
                .assumingMemoryBound(to: git_smart_subtransport_stream.self)
        }
    }

    fileprivate func streamFreed() {
        unsafe sharedStream = nil
    }
}

/// Keeps a stream for as long as libgit2 does.
private final class StreamBox {
    private let stream: any SmartStream
    private let owner: SubtransportBox

    init(_ stream: any SmartStream, subtransport: SubtransportBox) {
        self.stream = stream
        owner = subtransport
    }

    @unsafe func makeC(_ transport: UnsafeMutablePointer<git_smart_subtransport>?) -> UnsafeMutablePointer<
        pinnace_stream
    > {
        let made = UnsafeMutablePointer<pinnace_stream>.allocate(capacity: 1)
        unsafe made.initialize(to: pinnace_stream())
        unsafe made.pointee.owner = Unmanaged.passRetained(self).toOpaque()
        unsafe made.pointee.base.subtransport = transport
        unsafe made.pointee.base.read = { stream, buffer, size, count in
            unsafe StreamBox.from(stream).read(buffer, size, count)
        }
        unsafe made.pointee.base.write = { stream, buffer, size in
            unsafe StreamBox.from(stream).write(buffer, size)
        }
        unsafe made.pointee.base.free = { stream in unsafe StreamBox.free(stream) }
        return unsafe made
    }

    private static func from(_ stream: UnsafeMutablePointer<git_smart_subtransport_stream>?) -> StreamBox {
        let made = unsafe UnsafeMutableRawPointer(stream!).assumingMemoryBound(to: pinnace_stream.self)
        return unsafe Unmanaged<StreamBox>.fromOpaque(made.pointee.owner).takeUnretainedValue()
    }

    private static func free(_ stream: UnsafeMutablePointer<git_smart_subtransport_stream>?) {
        let made = unsafe UnsafeMutableRawPointer(stream!).assumingMemoryBound(to: pinnace_stream.self)
        let box = unsafe Unmanaged<StreamBox>.fromOpaque(made.pointee.owner).takeRetainedValue()
        box.owner.streamFreed()
        unsafe made.deallocate()
    }

    private func read(
        _ buffer: UnsafeMutablePointer<CChar>?, _ size: Int, _ count: UnsafeMutablePointer<Int>?
    ) -> Int32 {
        unsafe count?.pointee = 0
        return owner.operation.attempt { () throws(GitError) in
            unsafe count?.pointee = try stream.read(into: UnsafeMutableRawBufferPointer(start: buffer, count: size))
        }
    }

    private func write(_ buffer: UnsafePointer<CChar>?, _ size: Int) -> Int32 {
        owner.operation.attempt { () throws(GitError) in
            try unsafe stream.write(UnsafeRawBufferPointer(start: buffer, count: size))
        }
    }
}

extension SmartService {
    init(_ service: git_smart_service_t) {
        self =
            switch service {
            case GIT_SERVICE_UPLOADPACK_LS: .uploadPackAdvertisement
            case GIT_SERVICE_UPLOADPACK: .uploadPack
            case GIT_SERVICE_RECEIVEPACK_LS: .receivePackAdvertisement
            default: .receivePack
            }
    }
}
