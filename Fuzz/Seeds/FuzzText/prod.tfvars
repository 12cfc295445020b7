image = "gcr.io/p/a:1" # c
images = { a = "b:1", "c" = "gcr.io/p/d:1" }
x_image = <<EOF
y
EOF
