target "app" {
  contexts = {
    base = "docker-image://alpine:3"
  }
  tags = ["r.io/app:1"]
}
