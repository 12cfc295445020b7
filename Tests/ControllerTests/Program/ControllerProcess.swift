import Foundation
import PinnaceTestSupport

/// A replica: the program itself, with a line of its own to the API server.
final class ControllerProcess: Sendable {
    let name: String
    let line: TCPRelay
    private let directory: TemporaryDirectory
    private let process: ChildProcess

    /// - Parameter more: options besides those that it needs.
    init(_ cluster: Cluster, name: String = "pod-0", line: TCPRelay? = nil, _ more: [String] = []) throws {
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
            PinnaceBinary.path, arguments + more,
            environment: ["HOSTNAME": name, "PINNACE_CLOUD_CREDENTIALS": ""], log: directory.path("log"))
    }

    var log: String { process.log }
    var isRunning: Bool { process.isRunning }
    func signal(_ number: Int32) { process.signal(number) }

    /// Waits until it ended.
    func exitStatus(within limit: Duration = .seconds(30)) async throws -> Int32 {
        let end = ContinuousClock.now + limit
        while ContinuousClock.now < end {
            if let status = process.exitStatus { return status }
            try await Task.sleep(for: .milliseconds(10))
        }
        throw TestSupportError("the controller does not end:\n\(log)")
    }
}
