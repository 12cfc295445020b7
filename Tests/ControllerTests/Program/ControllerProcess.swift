import Foundation
import PinnaceTestSupport

/// A replica: the program itself, with a line of its own to the API server.
final class ControllerProcess: Sendable {
    let name: String
    let line: TCPRelay
    private let directory: TemporaryDirectory
    private let process: ChildProcess

    /// - Parameters:
    ///   - binary: the program; the one that was built together with the tests for `nil`.
    ///   - more: options besides those that it needs.
    init(
        _ cluster: Cluster, name: String = "pod-0", line: TCPRelay? = nil, binary: String? = nil, _ more: [String] = []
    ) throws {
        self.name = name
        self.line = try line ?? TCPRelay(to: cluster.standIn.port)
        directory = try TemporaryDirectory("replica")
        let address = "127.0.0.1:\(cluster.standIn.port)"
        let kubeconfig = directory.path("kubeconfig")
        try cluster.standIn.kubeconfig(token: "token")
            .replacingOccurrences(of: address, with: "127.0.0.1:\(self.line.port)")
            .write(toFile: kubeconfig, atomically: true, encoding: .utf8)
        let arguments = [
            "controller", "--kubeconfig", kubeconfig, "--lease-namespace", "pinnace-system", "--cache-directory",
            directory.path("cache"), "--registry-endpoint", "\(Cluster.host)=\(cluster.registry.endpoint)",
        ]
        process = try ChildProcess(
            binary ?? PinnaceBinary.path, arguments + more,
            environment: ["HOSTNAME": name, "PINNACE_CLOUD_CREDENTIALS": ""], log: directory.path("log"))
    }

    var log: String { process.log }
    var isRunning: Bool { process.isRunning }
    func signal(_ number: Int32) { process.signal(number) }

    struct Usage {
        let cpu: Duration
        /// In bytes, as are all of these.
        let resident: Int
        let peak: Int
    }

    /// What it has used so far (proc(5)).
    func usage() throws -> Usage {
        func text(_ name: String) throws -> String {
            try String(contentsOfFile: "/proc/\(process.processID)/\(name)", encoding: .utf8)
        }
        // After the name in brackets: the 14th and 15th fields, in hundredths of a second.
        let fields = try text("stat").split(separator: ")").last?.split(separator: " ") ?? []
        let ticks = fields.count > 12 ? (Int(fields[11]) ?? 0) + (Int(fields[12]) ?? 0) : 0
        let status = try text("status").split(separator: "\n")
        func kibibytes(_ key: String) -> Int {
            status.first { $0.hasPrefix(key) }.flatMap { Int($0.filter(\.isNumber)) } ?? 0
        }
        return Usage(
            cpu: .milliseconds(ticks * 10), resident: kibibytes("VmRSS:") << 10, peak: kibibytes("VmHWM:") << 10)
    }

    /// Waits until it ended.
    func exitStatus(within limit: Duration = .seconds(120)) async throws -> Int32 {
        let end = ContinuousClock.now + limit
        while ContinuousClock.now < end {
            if let status = process.exitStatus { return status }
            try await Task.sleep(for: .milliseconds(10))
        }
        throw TestSupportError("the controller does not end:\n\(log)")
    }
}
