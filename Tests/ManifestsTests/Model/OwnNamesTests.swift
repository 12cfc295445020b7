import Testing

@testable import Manifests

/// Names that a repository gives a meaning of its own.
@Suite struct OwnNamesTests {
    private static func found(_ files: [String: String]) throws -> [String] {
        let scans = try files.sorted { $0.key < $1.key }.map { path, text in
            FileLocator().scan(try #require(RepositoryPath(path)), Array(text.utf8))
        }
        return RenderGraph(scans).occurrences.map { "\($0.file): \($0.text) \($0.kind.rawValue)" }
    }

    private static let dockerfile = """
        FROM base
        COPY --from=src /a /a
        COPY --from=composer /usr/bin/composer /bin/
        COPY --from=alpine:3 /b /b

        """

    @Test(arguments: [
        (
            "compose.yaml",
            "services: {web: {build: {additional_contexts: {src: ./src, base: 'service:base', alpine: 'docker-image://a/b:1'}}}}"
        ),
        (
            "docker-bake.hcl",
            "target \"web\" {\n  contexts = {\n    src = \"./src\"\n    base = \"target:base\"\n  }\n}\n"
        ),
        ("build.sh", "docker buildx build --build-context src=../src --build-context=base=oci-layout://x .\n"),
        (
            "docker-compose.tmpl.yml",
            """
            services:
              {{ if .A }}
              web:
                build:
                  additional_contexts:
                    - src=./src
                    - base=./base
                image: a/web:1
              {{ end }}

            """
        ),
    ])
    func buildContexts(path: String, text: String) throws {
        let found = try Self.found([path: text, "app/Dockerfile": Self.dockerfile])
        #expect(
            found.filter { $0.hasPrefix("app/") } == [
                "app/Dockerfile: composer unknown-field", "app/Dockerfile: alpine:3 field",
            ])
        #expect(!found.contains { $0.contains("web") })
    }

    /// Who builds elsewhere says nothing here.
    @Test func contextsOfOtherFolders() throws {
        let found = try Self.found([
            "other/build.sh": "docker build --build-context base=. .\n", "app/Dockerfile": "FROM base\n",
        ])
        #expect(found == ["app/Dockerfile: base field"])
    }

    @Test(arguments: [
        ("Makefile", "IMG ?= app:dev\nimage:\n\tdocker build -t ${IMG} .\n"),
        ("build.sh", "docker buildx build --load --tag=app:dev .\n"),
        ("build.sh", "BUILD=\"docker build \\\n  -t app:dev \\\n  .\"\n$BUILD\n"),
        ("compose.yaml", "services: {web: {build: ., image: 'app:dev'}}\n"),
        ("tasks.yml", "- name: build\n  docker_image: {name: app, tag: dev, source: build}\n"),
    ])
    func builtImages(path: String, text: String) throws {
        let files = [
            path: text, "run/run.sh": "docker run app:dev\ndocker run redis:7\n",
            "run/compose.yaml": "services: {job: {image: 'app:dev'}, db: {image: 'team/app:dev'}}\n",
        ]
        #expect(
            try Self.found(files).filter { $0.hasPrefix("run/") } == [
                "run/compose.yaml: team/app:dev field", "run/run.sh: redis:7 command-line",
            ])
    }

    /// An overlay's entry is planned with the name that it speaks of.
    @Test func builtImagesOfManifestsStay() throws {
        let pod = "apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec: {containers: [{name: a, image: 'app:dev'}]}\n"
        let found = try Self.found(["Makefile": "x:\n\tdocker build -t app:dev .\n", "pod.yaml": pod])
        #expect(found == ["pod.yaml: app:dev field"])
    }

    @Test func registriesThatModulesPutInFront() throws {
        let files = [
            "main.tf": "locals { web_image = \"${var.registry}/${each.value.image}\" }\n",
            "env/prod.tfvars":
                "services = { chat = { image = \"chat:v1\" }, web = { image = \"ghcr.io/a/web:v1\" } }\n",
        ]
        #expect(
            try Self.found(files) == [
                "env/prod.tfvars: chat:v1 unknown-field", "env/prod.tfvars: ghcr.io/a/web:v1 field",
            ])
    }
}
