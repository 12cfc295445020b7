import Foundation
import Testing

@testable import Manifests

/// Eight times the text costs about eight times as much, whatever stands in it: most rows once took the square. What is
/// compared is the time of the processor for this thread, which others on the machine do not change.
@Suite struct LinearTimeTests {
    struct Row: Sendable, CustomTestStringConvertible {
        let path: String
        /// Stands once in front of the piece.
        var front = ""
        /// Is repeated; `#` in it is replaced by a number.
        let piece: String

        var testDescription: String { "\(path): \(front.debugDescription) and \(piece.debugDescription)" }

        func text(of size: Int) -> [UInt8] {
            var text = Array(front.utf8)
            var number = 0
            while text.count < size {
                number += 1
                text += Array(piece.replacing("#", with: "\(number)").utf8)
            }
            return text
        }
    }

    static let rows = [
        Row(path: "main.tf", front: "image", piece: "<<a"),
        Row(path: "main.tf", front: "image = [", piece: "{"),
        Row(path: "main.tf", front: "\(String(repeating: "image", count: 800)) = [", piece: "\"a\","),
        Row(path: "deploy.sh", piece: "docker run gcr.io/p/a:1\r"),
        Row(path: "deploy.sh", front: String(repeating: " ", count: 4_000), piece: "\\\n"),
        Row(path: "deploy.sh", front: "a/b:1", piece: ":-/"),
        Row(path: "Jenkinsfile", front: "/", piece: "\\/"),
        Row(path: "Jenkinsfile", front: "agent { docker {\n", piece: "registryUrl 'a'\nimage 'r.io/b:1'\n"),
        Row(path: "Jenkinsfile", front: "docker.withRegistry('a') {\n", piece: "docker.image('b')\n"),
        Row(path: "Dockerfile", piece: "FROM b#$X\nFROM a:1 AS b#\n"),
        Row(path: "deps.bzl", front: "pull(\(String(repeating: "a", count: 4_000))", piece: "="),
        Row(path: "charts/a/templates/a.yaml", front: "{{", piece: "image: gcr.io/p/a:1\n"),
        Row(path: "charts/a/templates/a.yaml", piece: "{{ .Values.image.tag }}/"),
        Row(path: "charts/a/templates/a.yaml", piece: "{{ with .a }}"),
        Row(path: "charts/a/templates/a.yaml", front: "{{ ", piece: "include a dict "),
        Row(path: "a.nomad.tpl", front: "image job task ", piece: "image = \"gcr.io/p/a:1\"\n"),
        Row(path: "compose.yaml.j2", front: "services:\n  a:\n    build: .\n", piece: "    image: gcr.io/p/a:1\n"),
        Row(path: "build.sh", front: "IMG=a:1\n", piece: "docker build -t $IMG .\n"),
        Row(path: "main.tf", front: "image = \"", piece: "/${a.b_image}"),
        Row(path: "app.yaml.j2", front: "image: containers:\n", piece: "image: gcr.io/p/a:1\n"),
        Row(path: "broken.yaml", front: "{{ a }}: [\n", piece: "image: gcr.io/p/a:1\n"),
        Row(path: "values.yaml", piece: "image#: {repository: a, tag: b}\n"),
        Row(path: ".github/workflows/a.yml", front: "env:\n", piece: "  A#: r.io/a:1\n"),
        Row(path: ".devcontainer.json", piece: "{\"a\":"),
        Row(path: "images.jsonnet", piece: "'gcr.io/p/a:1',"),
        Row(path: "Tiltfile", piece: "'gcr.io/p/a:1',"),
    ]

    @Test(arguments: rows) func eightTimesTheTextCostsAboutEightTimesAsMuch(_ row: Row) throws {
        let path = try #require(RepositoryPath(row.path))
        let (small, large) = (row.text(of: 8 << 10), row.text(of: 64 << 10))
        _ = cost(of: small, as: path)
        // What the thread did not do itself, such as the first use of a page, may count in one try, not in three.
        let ratio = (0..<3).map { _ in cost(of: large, as: path) / cost(of: small, as: path) }.min() ?? 0
        #expect(ratio < 24)
    }

    /// In seconds.
    private func cost(of content: [UInt8], as path: RepositoryPath) -> Double {
        let start = Self.processorTime
        let scan = FileLocator().scan(path, content)
        let time = Self.processorTime - start
        #expect(scan.file == path)
        return max(time, 1e-5)
    }

    private static var processorTime: Double {
        var time = timespec()
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }
}
