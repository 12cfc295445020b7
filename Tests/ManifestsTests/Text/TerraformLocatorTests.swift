import ImageModel
import Manifests
import Testing

@Suite struct TerraformLocatorTests {
    private static let tables: [(String, [String])] = [
        (
            """
            resource "aws_ecs_task_definition" "bff" {
              family                   = "bff"
              requires_compatibilities = ["FARGATE"]
              container_definitions = jsonencode([
                {
                  name  = "bff" # the service
                  image = "${var.registry}/bff:1"
                },
                { "name" : "log", "image" : "public.ecr.aws/aws-observability/bit:2", essential = false }
              ])
              runtime_platform {
                operating_system_family = "LINUX"
                cpu_architecture        = "ARM64"
              }
            }
            """,
            [
                "aws_ecs_task_definition.bff.container_definitions.image: ${var.registry}/bff:1 on linux/arm64",
                "aws_ecs_task_definition.bff.container_definitions.image[1]: public.ecr.aws/aws-observability/bit:2 on linux/arm64",
            ]
        ),
        (
            """
            resource "aws_ecs_task_definition" "a" {
              requires_compatibilities = [ "EC2", "FARGATE" ]
              container_definitions = <<-JSON
                [{"name": "image", "image": "gcr.io/p/a:1", "imageX": "no"},
                 {"image" : "b"}]
              JSON
            }
            """,
            [
                "aws_ecs_task_definition.a.container_definitions.image: gcr.io/p/a:1 on linux/amd64",
                "aws_ecs_task_definition.a.container_definitions.image[1]: b on linux/amd64",
            ]
        ),
        (
            """
            resource "kubernetes_deployment" "x" {
              spec { template { spec {
                container {
                  image = "nginx" // web
                }
                init_container { image = local.init }
              } } }
            }
            """,
            ["kubernetes_deployment.x.spec.template.spec.container.image: nginx"]
        ),
        (
            "resource \"google_cloud_run_v2_service\" \"s\" {\n template { containers { image = \"us-docker.pkg.dev/p/r/a\" } }\n}\n",
            ["google_cloud_run_v2_service.s.template.containers.image: us-docker.pkg.dev/p/r/a"]
        ),
        (
            "resource \"google_compute_instance\" \"v\" {\n boot_disk { initialize_params { image = \"debian-cloud/debian-12\" } }\n}\n",
            []
        ),
        ("resource \"hcloud_server\" \"v\" {\n  image = \"ubuntu-24.04\"\n}\n", []),
        (
            "resource \"aws_lambda_function\" \"f\" { image_uri = \"1.dkr.ecr.us-east-1.amazonaws.com/f:1\" }",
            ["aws_lambda_function.f.image_uri: 1.dkr.ecr.us-east-1.amazonaws.com/f:1"]
        ),
        ("resource \"aws_codebuild_project\" \"p\" { environment { image = \"aws/codebuild/standard:7.0\" } }", []),
        (
            "resource \"docker_image\" \"n\" {\n  name = \"nginx:1\"\n}\nresource \"docker_network\" \"image\" { name = \"x:1\" }\n",
            ["docker_image.n.name: nginx:1"]
        ),
        (
            "module \"m\" {\n  source = \"./image\"\n  image = \"gcr.io/p/m:1\"\n  container_image = \"a/b\"\n}\n",
            ["module.m.image: gcr.io/p/m:1", "module.m.container_image: a/b"]
        ),
        (
            "variable \"app_image\" {\n  default = \"gcr.io/p/v:1\"\n}\nvariable \"size\" { default = \"a:1\" }\n",
            ["variable.app_image.default: gcr.io/p/v:1"]
        ),
        (
            "locals {\n  image = \"nginx:1.27\"\n  other = { image = \"ubuntu-2204\" }\n}\n",
            ["locals.image: nginx:1.27"]
        ),
        (
            "locals {\n  # image = \"a:1\"\n  /* image = \"a:2\" */ // image = \"a:3\"\n  image = \"a:4\"\n}\n",
            ["locals.image: a:4"]
        ),
        (
            "locals {\n  image = var.x ? \"a:1\" : \"b:1\"\n  i = \"x image = \\\"c:1\\\"\"\n  image = \"a:1\" == y\n}\n",
            ["locals.image: a:1", "locals.image[1]: b:1"]
        ),
        ("locals {\n  image = \"${lookup(var.m, \"k\")}/app:1\"\n}\n", ["locals.image: ${lookup(var.m, \"k\")}/app:1"]),
        ("locals {\n  image = \"https://x.dev/a:1\"\n}\nimage {\n}}}\n\"", []),
        ("image = \"", []), ("locals { image = <<EOF\nx", []), ("image = \"${", []),
    ]

    @Test(arguments: tables)
    func finds(_ content: String, _ expected: [String]) throws {
        let scan = try BuildScan("infra/main.tf", content)
        #expect(scan.found == expected)
        #expect(try scan.rewritten() == scan.expected())
    }

    @Test func commentsSpeak() throws {
        let content =
            "locals {\n  image = \"a:1\" // pinnace: ignore\n  # pinnace: ignore\n  container_image = \"b:1\"\n}\n"
        #expect(try BuildScan("a.tf", content).scan.occurrences.map(\.directives.ignore) == [true, true])
    }

    @Test func hostileFilesTakeBoundedTime() throws {
        let deep = "image " + String(repeating: "a {", count: 3_000) + String(repeating: "\"${", count: 3_000)
        #expect(try BuildScan("a.tf", deep).found.isEmpty)
        let documents = "image\n" + String(repeating: "a = <<X\n", count: 3_000)
        #expect(try BuildScan("a.tf", documents).found.isEmpty)
        let many = "locals {\n" + String(repeating: "image = \"a:1\"\n", count: 3_000) + "}\n"
        #expect(try BuildScan("a.tf", many).scan.occurrences.count == 3_000)
    }
}
