import ImageModel
import Manifests
import Testing
import YAMLSource

@Suite struct DockerfileLocatorTests {
    private static let tables: [(String, [String])] = [
        ("FROM alpine:3\n", ["FROM[0]: alpine:3"]),
        ("FROM alpine", ["FROM[0]: alpine"]),
        ("ARG B=${B:-ubuntu:24.04}\nFROM ${B}\n", ["ARG B: ubuntu:24.04"]),
        ("ARG B=${B:-\"r.io/a:1\"}\nFROM $B\n", ["ARG B: r.io/a:1"]),
        ("ARG B=\"scratch\"\nFROM $B\n", []),
        (
            "from --platform=linux/amd64 gcr.io/p/app:1 as base\nFROM base\nFROM BASE AS z\n",
            ["FROM[0]: gcr.io/p/app:1 on linux/amd64"]
        ),
        (
            "FROM --platform=$BUILDPLATFORM golang:1.22 AS build\nFROM scratch\nCOPY --from=build /a /a\n",
            ["FROM[0]: golang:1.22"]
        ),
        (
            "FROM a:1\nCOPY --from=0 /a /\nCOPY --chown=1 --from=ghcr.io/astral-sh/uv:0.4 /uv /bin/\n",
            ["FROM[0]: a:1", "COPY --from: ghcr.io/astral-sh/uv:0.4"]
        ),
        (
            "FROM a:1\nCOPY --from=b:1 x y\nCOPY --from=c:1 x y\n",
            ["FROM[0]: a:1", "COPY --from: b:1", "COPY --from[1]: c:1"]
        ),
        (
            "FROM a:1\nRUN --mount=type=bind,from=b:2,target=/x --mount=type=cache,target=/y make --mount=from=no:1\n",
            ["FROM[0]: a:1", "RUN --mount: b:2"]
        ),
        (
            "ARG BASE=alpine:3.20\nARG OTHER\nFROM ${BASE} AS a\nFROM --platform=linux/arm64 $BASE\nFROM $OTHER\n",
            ["ARG BASE: alpine:3.20 on linux/arm64", "FROM[2]: $OTHER"]
        ),
        (
            "ARG BASE_KIND\nFROM a:1 AS debug\nFROM b:1 AS builder-amd64\nFROM ${BASE_KIND:-debug}\nFROM builder-${TARGETARCH}\n",
            ["FROM[0]: a:1", "FROM[1]: b:1"]
        ),
        (
            "ARG REG=gcr.io/p UNUSED=x:1 BASE=\"b:1\"\nFROM ${REG}/app:1\nFROM $BASE\n",
            ["ARG BASE: b:1", "FROM[0]: ${REG}/app:1"]
        ),
        (
            "ARG TAG=3\nFROM alpine:${TAG}\nFROM ${X:-debian:12}\nFROM ${Y:-$Z}\n",
            ["FROM[0]: alpine:${TAG}", "ARG X: debian:12", "FROM[2]: ${Y:-$Z}"]
        ),
        ("FROM a AS s\nARG B=c:1\nFROM $B\n", ["FROM[0]: a", "FROM[1]: $B"]),
        (
            "# syntax=docker/dockerfile:1\n# escape=`\nFROM `\n  mcr.microsoft.com/a:1 `\n  AS x\n",
            ["syntax: docker/dockerfile:1", "FROM[0]: mcr.microsoft.com/a:1"]
        ),
        ("#Syntax = docker/dockerfile:1.7 \nFROM a", ["syntax: docker/dockerfile:1.7", "FROM[0]: a"]),
        ("# a comment\n# syntax=docker/dockerfile:1\nFROM a\n", ["FROM[0]: a"]),
        ("FROM \\\n# no: FROM x\n\n  a:1 \\\r\n  AS b\r\nFROM b\r\n", ["FROM[0]: a:1"]),
        (
            "FROM a\nRUN <<EOF cat <<-'TWO'\nFROM no:1\nEOF\nFROM no:2\n\tTWO\nFROM c:1\n",
            ["FROM[0]: a", "FROM[1]: c:1"]
        ),
        ("FROM a\nRUN x <<<EOF\nFROM b\n", ["FROM[0]: a", "FROM[1]: b"]),
        ("FROM a\nRUN <<EOF\nFROM b\n", ["FROM[0]: a"]),
        ("FROM a\nONBUILD COPY --from=b:1 x y\nONBUILD RUN <<E\nFROM c\nE\n", ["FROM[0]: a", "COPY --from: b:1"]),
        ("FROM 'a:1' AS x\nCOPY --from=\"b:1\" . .", ["FROM[0]: a:1", "COPY --from: b:1"]),
        ("FROM {{ base }}\n", ["FROM[0]: {{ base }}"]),
        ("FROM gcr.io/p/\\\napp:1\n", ["FROM[0]: gcr.io/p/\\\napp:1"]),
        ("FROM\nCOPY\nCOPY --from=\nARG\nARG =\nRUN --mount=\n\\\n", []),
    ]

    @Test(arguments: tables)
    func finds(_ content: String, _ expected: [String]) throws {
        let scan = try BuildScan("app/Dockerfile", content)
        #expect(scan.found == expected)
        // A name over two lines is shown as it stands.
        guard !expected.contains(where: { $0.contains("\n") }) else { return }
        #expect(try scan.rewritten() == scan.expected())
    }

    @Test(arguments: [
        ("Dockerfile", true), ("a/Containerfile", true), ("Dockerfile.prod", true), ("api.Dockerfile", true),
        ("a/b.dockerfile", true), ("Dockerfile-dev", true), ("Dockerfile.dockerignore", false),
        ("Dockerfile.md", false),
        ("dockerfiles/README", false), ("MyDockerfile", false),
    ])
    func names(_ path: String, _ isRead: Bool) throws {
        #expect(try BuildScan(path, "FROM a:1\n").found.isEmpty != isRead)
    }

    @Test func marksAndLinesAreKept() throws {
        let content: [UInt8] = [0xEF, 0xBB, 0xBF] + Array("# ü\r\nFROM a:1\r\n# end".utf8)
        let scan = try BuildScan("Dockerfile", content)
        #expect(scan.scan.occurrences.map(\.location.description) == ["2:6"])
        let sites = scan.scan.occurrences.flatMap(\.parts.sites).map { SiteWrite(site: $0, value: "b@c") }
        #expect(
            try SiteWriting.apply(sites, to: content) == [0xEF, 0xBB, 0xBF] + Array("# ü\r\nFROM b@c\r\n# end".utf8))
    }

    @Test func whatIsNoTextIsAFinding() throws {
        let scan = try BuildScan("Dockerfile", Array("FROM a:1\n".utf8) + [0xFF, 0xFE, 0x80])
        #expect(scan.found.isEmpty)
        #expect(scan.scan.findings.map(\.message) == ["the byte 0xFF is not valid UTF-8 here"])
        #expect(scan.scan.findings.map(\.location?.description) == ["2:1"])
    }

    @Test func theLineAboveSpeaks() throws {
        let scan = try BuildScan("Dockerfile", "# why\n# pinnace: ignore\nFROM a:1\nFROM b:1\n")
        #expect(scan.scan.occurrences.map(\.directives.ignore) == [true, false])
    }

    @Test func largeFilesTakeBoundedTime() throws {
        let many = String(repeating: "FROM a:1 AS x\nCOPY --from=b:1 . .\n", count: 2_000)
        #expect(try BuildScan("Dockerfile", many).scan.occurrences.count == 4_000)
        let joined = "RUN " + String(repeating: "x \\\n", count: 20_000)
        #expect(try BuildScan("Dockerfile", joined).found.isEmpty)
        let huge = try BuildScan("Dockerfile", [UInt8](repeating: 0x41, count: 60 << 20))
        #expect(huge.scan.findings.map(\.message) == ["the file has 62914560 bytes, more than the limit of 16777216"])
    }
}
