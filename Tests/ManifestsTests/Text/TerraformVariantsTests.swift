import Testing

/// Terraform's values of variables, and its configuration in JSON.
@Suite struct TerraformVariantsTests {
    private static let tables: [(String, String, [String])] = [
        (
            "prod.tfvars",
            """
            image        = "gcr.io/p/app:1" # app
            api_image    = "busybox:2"
            disk_image   = "ubuntu-2204"
            image_tag    = "v1"
            node_image = "projects/cos-cloud/global/images/cos-1"
            images = {
              web   = "r.io/web:1"
              "log" = "fluent/bit:2"
              size  = "10"
            }
            settings = { sidecar = { image = "r.io/sidecar:3" } }
            """,
            [
                "image: gcr.io/p/app:1", "api_image: busybox:2", "images.web: r.io/web:1", "images.log: fluent/bit:2",
                "settings.sidecar.image: r.io/sidecar:3",
            ]
        ),
        (
            "x.auto.tfvars.json", "{\"image\": \"gcr.io/p/app:1\", \"images\": {\"a\": \"b:1\"}, \"other\": \"c:1\"}",
            ["image: gcr.io/p/app:1", "images.a: b:1"]
        ),
        (
            "main.tf.json",
            """
            {"variable": {"app_image": {"default": "r.io/v:1"}},
             "resource": {
              "aws_ecs_task_definition": {"bff": {
                "requires_compatibilities": ["FARGATE"],
                "container_definitions": "[{\\"name\\": \\"a\\", \\"image\\": \\"gcr.io/p/a:1\\"}]",
                "runtime_platform": [{"cpu_architecture": "ARM64"}]}},
              "kubernetes_deployment": {"x": [{"spec": {"template": {"spec": {"container": [
                {"image": "nginx"}, {"image": "${var.image}"}]}}}}]},
              "google_compute_instance": {"vm": {"boot_disk": {"image": "debian-12"}}}}}
            """,
            [
                "variable.app_image.default: r.io/v:1",
                "aws_ecs_task_definition.bff.container_definitions.image: gcr.io/p/a:1 on linux/arm64",
                "kubernetes_deployment.x.spec.template.spec.container.image: nginx",
                "kubernetes_deployment.x.spec.template.spec.container.image: ${var.image}",
            ]
        ),
    ]

    @Test(arguments: tables)
    func found(_ path: String, _ text: String, _ expected: [String]) throws {
        let scan = try BuildScan(path, text)
        #expect(scan.found == expected)
        #expect(try scan.rewritten() == scan.expected())
    }

    @Test(arguments: [
        ("a.tfvars", "image = \"a:1"), ("a.tfvars", "image = { { {"), ("a.tf.json", "{\"resource\": \"image\"}"),
        ("a.tf.json", "[\"image\"]"), ("a.tfvars.json", "\"image\""),
    ])
    func hostile(_ path: String, _ text: String) throws {
        let scan = try BuildScan(path, text)
        #expect(try scan.rewritten() == scan.expected())
    }
}
