import Manifests
import Testing

/// Units of Podman.
@Suite struct QuadletLocatorTests {
    private static let sentry = """
        [Unit]
        Description=A server
        # Image=comment:1
        [Container]
        Image = quay.io/a/web:1.2 \u{20}
        Environment=Image=none
        Exec=run \\
          Image=none:2 \\
          # a comment between
          --last
        Label=x
        [Service]
        Image=none:3

        """

    @Test(
        arguments: [
            ("web.container", sentry, ["Container.Image: quay.io/a/web:1.2"]),
            ("web.container.d/10-image.conf", "[Container]\nImage=a:2\n", ["Container.Image: a:2"]),
            ("base.image", "[Image]\nImage=docker://a/b:1\nArch=arm64\n", ["Image.Image: a/b:1 on linux/arm64"]),
            ("old.image", "[Image]\nImage=a\nOS=linux\nArch=arm\nVariant=v7\n", ["Image.Image: a on linux/arm/v7"]),
            ("data.volume", "[Volume]\r\nDriver=image\r\nImage=a:1\r\n", ["Volume.Image: a:1"]),
            ("a.container", "[Container]\nImage=web.image\n", []),
            ("b.container", "[Container]\nImage=web.build\n", []),
            ("c.container", "[Container]\nImage=oci-archive:/x.tar\n", []),
            ("d.container", "[Container]\nImage=\n", []),
            (
                "e.container", "[Container]\nImage=%h/x:1\nImage=docker-daemon:x:2",
                [
                    "Container.Image: %h/x:1", "Container.Image[1]: x:2",
                ]
            ),
            ("f.container", "[Container]\nImage", []),
            ("g.container", "not a unit: image", []),
            ("nginx.conf", "[Container]\nImage=a:1\n", []),
        ])
    func finds(_ path: String, _ text: String, _ expected: [String]) throws {
        let scan = try BuildScan(path, text)
        #expect(scan.found == expected)
        #expect(try scan.rewritten() == scan.expected())
    }

    @Test func commentsDirect() throws {
        let scan = try BuildScan("a.container", "[Container]\n; pinnace: ignore\nImage=a:1\n")
        #expect(scan.scan.occurrences.map(\.directives.ignore) == [true])
    }
}
