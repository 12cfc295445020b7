import Testing

@Suite struct ComposeLocatorTests {
    private static let file = """
        name: shop
        x-app: &app
          image: &img "gcr.io/p/app:1" # pinned soon
          restart: always
        services:
          web:
            <<: *app
            platform: linux/amd64
          worker: {image: *img, platform: arm64}
          db:
            image: ${DB_IMAGE:-postgres:16}
          built:
            image: gcr.io/p/built:1
            build:
              context: .
              args:
                BASE: gcr.io/p/base:3
                LEVEL: debug
              additional_contexts:
                - x=y
          other:
            build:
              args: ["BASE=quay.io/p/base:4"]
              additional_contexts:
                alpine: docker-image://alpine:3.20
          data:
            image: busybox
            volumes:
              - {type: image, source: gcr.io/p/data:1, target: /d}
              - ./x:/y
          empty:
            image:

        """

    @Test func services() throws {
        let scan = try BuildScan("deploy/docker-compose.prod.yml", Self.file)
        #expect(
            scan.found == [
                "services.web.image: gcr.io/p/app:1 on linux/amd64",
                "services.worker.image: gcr.io/p/app:1 on linux/arm64",
                "services.db.image: postgres:16",
                "services.built.build.args.BASE: gcr.io/p/base:3 (command-line)",
                "services.other.build.args[0]: quay.io/p/base:4 (command-line)",
                "services.other.build.additional_contexts.alpine: alpine:3.20",
                "services.data.image: busybox",
                "services.data.volumes[0].source: gcr.io/p/data:1",
            ])
    }

    @Test func anAnchorIsWrittenOnce() throws {
        let content = "services:\n  a:\n    image: &i 'gcr.io/p/app:1' # x\n  b: {image: *i}\n"
        let scan = try BuildScan("compose.yaml", content)
        #expect(scan.found.count == 2)
        #expect(
            try scan.rewritten()
                == "services:\n  a:\n    image: &i '\(BuildScan.target)' # x\n  b: {image: *i}\n")
    }

    @Test func theFirstFormatHasServicesAtTheTop() throws {
        let scan = try BuildScan("docker-compose.yml", "web:\n  image: nginx:1\n  ports: [80]\ndb:\n  build: .\n")
        #expect(scan.found == ["web.image: nginx:1"])
    }

    @Test func aPartIsWrittenInItsPlace() throws {
        let content = "services:\n  a:\n    build:\n      additional_contexts: {b: \"docker-image://alpine:3\"} # k\n"
        #expect(
            try BuildScan("compose.yaml", content).rewritten()
                == content.replacing("alpine:3", with: BuildScan.target))
    }

    @Test(
        arguments: [
            (
                "compose.yaml", "apiVersion: v1\nkind: Pod\nspec: {containers: [{image: a:1}]}\n",
                ["spec.containers[0].image: a:1"]
            ),
            ("composer.yaml", "web: {image: a:1}\n", ["web.image: a:1 (unknown-field)"]),
            ("stack.yaml", "services: {a: {image: b:1}}\n", ["services.a.image: b:1"]),
            ("stack.yaml", "resolver: lts\nimages: {image: a:1}\n", ["images.image: a:1 (unknown-field)"]),
            (
                "compose.yaml", "services: {a: {platform: linux, image: b}, c: {platform: $P, image: d}}\n",
                ["services.a.image: b", "services.c.image: d"]
            ),
            ("compose.yaml", "- image\n", []), ("compose.yaml", "", []), ("compose.yaml", "services: image\n", []),
        ] as [(String, String, [String])])
    func files(_ path: String, _ content: String, _ expected: [String]) throws {
        #expect(try BuildScan(path, content).found == expected)
    }

    @Test func aDockerfileInside() throws {
        let scan = try BuildScan(
            "compose.yaml",
            """
            services:
              db:
                build:
                  dockerfile_inline: |
                    FROM --platform=linux/arm64 mariadb:11 AS base
                    FROM base
                    COPY --from=r.io/a:1 /a /a
                    COPY --from=r.io/b:1 /b /b
              web: {build: {dockerfile_inline: "FROM alpine:3"}}

            """)
        #expect(
            scan.found == [
                "services.db.build.dockerfile_inline.FROM[0]: mariadb:11 on linux/arm64",
                "services.db.build.dockerfile_inline.COPY --from: r.io/a:1",
                "services.db.build.dockerfile_inline.COPY --from[1]: r.io/b:1",
                "services.web.build.dockerfile_inline.FROM[0]: alpine:3",
            ])
        #expect(try scan.rewritten() == scan.expected())
    }
}
