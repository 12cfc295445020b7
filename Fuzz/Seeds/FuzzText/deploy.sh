#!/bin/sh
# pinnace: ignore
docker run --rm -v "$PWD":/x -e A=b gcr.io/p/a:1 sh -c "docker pull gcr.io/p/b:${TAG:-1}" # c
IMAGE=${IMAGE:-gcr.io/p/c:1}
kubectl run x --image=gcr.io/p/d:1 \
  --overrides='{}'
helm upgrade --set image=gcr.io/p/e:1 a b
