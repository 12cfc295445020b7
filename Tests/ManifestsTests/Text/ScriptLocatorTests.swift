import ImageModel
import Manifests
import Testing

@Suite struct ScriptLocatorTests {
    private static let lines: [(String, [String])] = [
        ("docker run alpine:3 ls", ["alpine:3"]),
        ("sudo docker run --rm -it -v \"$PWD:/w\" -e A=b --name x --network=host 'alpine:3' sh", ["alpine:3"]),
        ("docker run -itv /a:/b -p8080:80 nginx", ["nginx"]),
        ("docker run \\\n  --rm \\\n  -e X=y \\\n  gcr.io/p/app:1 \\\n  --image=no", ["gcr.io/p/app:1"]),
        ("x=$(docker run -d redis:7) && podman pull quay.io/p/x", ["redis:7", "quay.io/p/x"]),
        ("docker container run a:1; docker image pull b:1 | cat", ["a:1", "b:1"]),
        ("/usr/bin/docker pull a:1 # docker pull no:1", ["a:1"]),
        ("# docker pull gcr.io/p/no:1", []), ("echo \"# gcr.io/p/x:1\"", ["gcr.io/p/x:1"]),
        ("docker run $IMAGE", []), ("docker run \"${IMAGE}\"", []),
        ("docker run gcr.io/$P/app:$TAG", ["gcr.io/$P/app:$TAG"]),
        ("docker ps", []), ("docker build -t app .", []), ("docker run", []), ("docker run -v", []),
        ("docker run --rm | cat", []),
        ("kubectl run x --image=nginx:1 --port=80", ["nginx:1"]), ("kubectl run x --image nginx", ["nginx"]),
        ("gcloud run deploy x --image=us-docker.pkg.dev/p/r/a", ["us-docker.pkg.dev/p/r/a"]),
        ("gcloud compute instances create x --image=debian-12 --image-project=debian-cloud", []),
        ("gcloud app deploy --image-url=\"gcr.io/p/app:1\"", ["gcr.io/p/app:1"]),
        ("gcloud functions deploy f --docker-repository=us-docker.pkg.dev/p/r", ["us-docker.pkg.dev/p/r"]),
        ("crane copy gcr.io/p/a:1 us-docker.pkg.dev/p/r/a:1", ["gcr.io/p/a:1", "us-docker.pkg.dev/p/r/a:1"]),
        ("skopeo copy docker://busybox:1 docker://localhost:5000/b:1", ["busybox:1", "localhost:5000/b:1"]),
        ("IMAGE=${IMAGE:-gcr.io/p/a:1}", ["gcr.io/p/a:1"]),
        ("git clone https://github.com/o/r.git && go get github.com/o/r@v1", []),
        ("kubectl run x --image=null --overrides=x", []),
        ("cat <<EOF\n  - image: a/b\n    image: \"alpine\"\n    image: $X\nEOF", ["a/b", "alpine"]),
        ("echo image: alpine", []), ("image: image-build", []),
        ("cat <<EOF\ndon't\nEOF\ndocker pull a:1", ["a:1"]),
    ]

    @Test(arguments: lines)
    func commands(_ line: String, _ expected: [String]) throws {
        let scan = try BuildScan("deploy.sh", "#!/bin/sh\n\(line)\n")
        #expect(scan.scan.occurrences.map(\.text) == expected)
        #expect(scan.scan.occurrences.allSatisfy { $0.kind == .commandLine })
        #expect(try scan.rewritten() == scan.expected())
    }

    @Test(arguments: [
        ("Makefile", "x:\n\t@docker run a:1\n", 1), ("sub/rules.mk", "IMG ?= gcr.io/p/a:1\n", 1),
        ("GNUmakefile", "x:\n\t-docker pull a:1\n", 1), ("bin/deploy", "#!/usr/bin/env bash\ndocker pull a:1\n", 1),
        ("bin/tool", "#!/usr/bin/python3\n# docker pull gcr.io/p/a:1\nx='gcr.io/p/a:1'\n", 0),
        ("LICENSE", "docker pull a:1\n", 0),
        ("justfile", "run:\n    @docker run a:1\n", 1), (".justfile", "i := 'gcr.io/p/a:1'\n", 1),
        ("ci/x.just", "docker pull a:1", 1), ("prod.env", "IMAGE=gcr.io/p/a:1\nOTHER=a:1\n", 1),
        (".env", "I=r.io/a:1", 1),
        ("a.bash", "docker pull a:1", 1), ("a.py", "docker pull gcr.io/p/a:1", 0),
    ])
    func files(_ path: String, _ content: String, _ count: Int) throws {
        #expect(try BuildScan(path, content).found.count == count)
    }

    @Test func programsAreNoFindings() throws {
        #expect(try BuildScan("bin/tool", [0x7F, 0x45, 0x4C, 0x46, 0xFF, 0, 0]).scan.isEmpty)
        #expect(try BuildScan("a.sh", [0x23, 0x21, 0xFF]).scan.findings.map(\.reason) == [.unparsable])
    }

    @Test func fieldsAreNumbered() throws {
        let scan = try BuildScan("a.sh", "docker pull a:1\ndocker pull b:1 # pinnace: ignore\n")
        #expect(scan.found == ["command: a:1 (command-line)", "command[1]: b:1 (command-line)"])
        #expect(scan.scan.occurrences.map(\.directives.ignore) == [false, true])
    }

    @Test func hostileFilesTakeBoundedTime() throws {
        for unit in [
            "docker run --rm ", "docker run a:1\n", "\"$(", "docker pull '\\\n", "# x\n", "--image=${", "gcr.io/p/a:1 ",
        ] {
            let scan = try BuildScan("a.sh", String(repeating: unit, count: 3_000))
            #expect(scan.scan.findings.isEmpty)
        }
    }
}
