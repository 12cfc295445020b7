job "web" {
  group "g" {
    task "t" {
      config {
        image = "gcr.io/p/web:1" # of the web
      }
    }
  }
}
