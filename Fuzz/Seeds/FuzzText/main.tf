resource "aws_ecs_task_definition" "a" {
  container_definitions = jsonencode([{ image = "gcr.io/p/a:1" }, {"image": "${var.x}:1"}]) # c
  runtime_platform { cpu_architecture = "ARM64" }
}
resource "kubernetes_pod" "b" {
  x = <<-EOT
    image: gcr.io/p/b:1
  EOT
 /* y */ image = "gcr.io/p/c:1" // d
}
