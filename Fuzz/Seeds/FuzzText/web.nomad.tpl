job [[ .n ]] {
  task "t" {
    config {
      image = "gcr.io/p/web:[[ var "tag" . ]]"
      image = "redis:7"
    }
  }
}
