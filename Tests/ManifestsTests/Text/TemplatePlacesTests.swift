import Manifests
import Testing

/// What templates, and languages that make objects, name as images.
@Suite struct TemplatePlacesTests {
    private static let deployment =
        "apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: a}\nspec:\n  template:\n    spec:\n      containers:\n"
        + "        - name: a\n          image: {{ Image \"r.io/a:v1\" }} # why\n        - name: b\n          image: r.io/b:1\n"

    @Test(arguments: [
        // Braces are mappings to a parser of YAML.
        (
            "addon.yaml", deployment,
            ["spec.template.spec.containers[1].image: r.io/b:1", "image: {{ Image \"r.io/a:v1\" }}"]
        ),
        (
            "devfile.json.j2", "{\n  \"image\": \"r.io/stack:2.2\",\n  \"name\": \"{{ name }}\"\n}\n",
            ["image: r.io/stack:2.2"]
        ),
        ("service.j2", "web:\n  image: r.io/web\n  ports: []\n", ["image: r.io/web"]),
        ("page.j2", "title: {{ title }}\nimage: cover\n", []),
        ("README.md.gotmpl", "containers:\n- image: r.io/a:1\n", []),
        // Names that the operator puts a base before.
        (
            "charts/c/templates/config.yaml",
            "data:\n  images: |\n    base: {{ .Values.base }}\n    parts:\n      a: {tag: v1}\n      image: server\n",
            []
        ),
        (
            "a.cue",
            """
            #Part: image: string
            parameter: image: *"org/default:v1" | string
            other: image: *"org/apart" | string
            x: #Part & {
            \timage: "org/app"
            \timage: "org/made:" + version
            \t// image: "org/comment:1"
            }

            """, ["!string: org/default:v1", "!string[1]: org/app"]
        ),
        (
            "main.tf",
            """
            resource "kubernetes_pod" "a" {
              spec { container {
                image = var.own != "" ? "r.io/own:1" : "nginx:2"
                name = var.x ? "no:1" : "no:2"
              } }
            }

            """,
            [
                "kubernetes_pod.a.spec.container.image: r.io/own:1",
                "kubernetes_pod.a.spec.container.image[1]: nginx:2",
            ]
        ),
        (
            "dc.yaml.j2",
            "x: {{ a }}\n  lastTriggeredImage: >-\n    r.io/ran:1\n  containers:\n    - image: ' '\n    - image: r.io/a:1\n",
            ["image: r.io/a:1"]
        ),
        ("run.sh", "echo 'node.kubernetes.io/instance-type:m5.large'\necho r.io/a:1\n", ["!command: r.io/a:1"]),
    ])
    func references(path: String, text: String, expected: [String]) {
        #expect(LocatedText(text, path: path).references == expected)
    }

    @Test(arguments: [
        (
            "apiVersion: kpack.io/v1alpha2\nkind: ClusterStore\nmetadata: {name: a}\nspec:\n  sources:\n    - image: paketo/go\n",
            ["spec.sources[0].image: paketo/go"]
        ),
        (
            "apiVersion: kpack.io/v1alpha2\nkind: ClusterStack\nspec: {buildImage: {image: paketo/build}, runImage: {image: paketo/run}}\n",
            ["spec.buildImage.image: paketo/build", "spec.runImage.image: paketo/run"]
        ),
        (
            "apiVersion: kro.run/v1alpha1\nkind: ResourceGraphDefinition\nspec:\n  schema:\n    spec:\n      image: string | default=\"nginx:1.27\"\n      name: string\n",
            ["?spec.schema.spec.image: nginx:1.27"]
        ),
        ("apiVersion: kro.run/v1alpha1\nkind: App\nspec: {image: a/app:v1}\n", ["?spec.image: a/app:v1"]),
        (
            "apiVersion: kyverno.io/v1\nkind: ClusterPolicy\nspec:\n  rules:\n    - mutate:\n        patchStrategicMerge:\n          spec:\n            containers:\n              - (name): agent\n                image: vault:1.5\n",
            ["spec.rules[0].mutate.patchStrategicMerge.spec.containers[0].image: vault:1.5"]
        ),
    ])
    func objects(text: String, expected: [String]) {
        #expect(LocatedText(text).references == expected)
    }
}
