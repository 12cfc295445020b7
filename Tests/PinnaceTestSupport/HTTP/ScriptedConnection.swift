import Foundation

/// One connection of a scripted server: reads requests, plays answers.
struct ScriptedConnection {
    let socket: LoopbackSocket
    let number: Int
    /// Before each read of a body; `nil` to leave bodies alone.
    let readPause: Duration?
    private var buffer: [UInt8] = []

    init(socket: LoopbackSocket, number: Int, readPause: Duration?) {
        self.socket = socket
        self.number = number
        self.readPause = readPause
    }

    /// `nil` where the client went away or did not speak HTTP.
    mutating func nextRequest() -> ScriptedRequest? {
        var lines: [String] = []
        while let line = nextLine(), !line.isEmpty { lines.append(line) }
        let parts = (lines.first ?? "").split(separator: " ")
        guard parts.count == 3 else { return nil }
        let headers = lines.dropFirst().compactMap { line -> (name: String, value: String)? in
            guard let colon = line.firstIndex(of: ":") else { return nil }
            let value = line[line.index(after: colon)...].trimmingCharacters(in: .whitespaces)
            return (String(line[..<colon]), value)
        }
        guard let body = nextBody(headers) else { return nil }
        return ScriptedRequest(
            method: String(parts[0]), target: String(parts[1]), headers: headers, body: body, connection: number)
    }

    /// False where the connection is to be closed.
    func play(_ response: ScriptedResponse) -> Bool {
        for step in response.steps {
            switch step {
            case .send(let bytes): if !socket.send(bytes) { return false }
            case .generate(let piece):
                var index = 0
                while let bytes = piece(index) {
                    if !socket.send(bytes) { return false }
                    index += 1
                }
            case .pause(let duration): Self.sleep(duration)
            case .hang:
                while !socket.receive().isEmpty {}
                return false
            case .close: return false
            case .reset:
                socket.prepareReset()
                return false
            }
        }
        return true
    }

    private mutating func nextBody(_ headers: [(name: String, value: String)]) -> [UInt8]? {
        guard readPause != nil else { return [] }
        func value(_ name: String) -> String? { headers.first { $0.name.lowercased() == name }?.value }
        if value("transfer-encoding")?.lowercased() == "chunked" { return nextChunkedBody() }
        return next(value("content-length").flatMap(Int.init) ?? 0)
    }

    private mutating func nextChunkedBody() -> [UInt8]? {
        var body: [UInt8] = []
        while let line = nextLine(), let count = Int(line.prefix { $0 != ";" }, radix: 16) {
            guard let chunk = next(count), nextLine() == "" else { return nil }
            if count == 0 { return body }
            body += chunk
        }
        return nil
    }

    private mutating func next(_ count: Int) -> [UInt8]? {
        while buffer.count < count { guard fill(slowly: true) else { return nil } }
        defer { buffer.removeFirst(count) }
        return Array(buffer.prefix(count))
    }

    private mutating func nextLine() -> String? {
        while true {
            if let end = buffer.firstIndex(of: UInt8(ascii: "\n")) {
                defer { buffer.removeSubrange(...end) }
                let line = String(decoding: buffer[..<end], as: UTF8.self)
                return line.hasSuffix("\r") ? String(line.dropLast()) : line
            }
            guard fill(slowly: false) else { return nil }
        }
    }

    private mutating func fill(slowly: Bool) -> Bool {
        if slowly, let readPause { Self.sleep(readPause) }
        let bytes = socket.receive()
        buffer += bytes
        return !bytes.isEmpty
    }

    private static func sleep(_ duration: Duration) {
        guard duration > .zero else { return }
        let (seconds, attoseconds) = duration.components
        Thread.sleep(forTimeInterval: Double(seconds) + Double(attoseconds) / 1e18)
    }
}
