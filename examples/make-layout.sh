#!/usr/bin/env bash
# Writes the example's images as an OCI image layout directory: a few kilobytes, the same digests on every machine.
# usage: examples/make-layout.sh DIRECTORY
set -euo pipefail
layout=${1:?usage: examples/make-layout.sh DIRECTORY}
mkdir -p "$layout/blobs/sha256"

# Stores what printf makes of the arguments; sets $digest and $size.
store() {
    local file="$layout/blobs/new"
    # shellcheck disable=SC2059
    printf "$@" >"$file"
    if command -v sha256sum >/dev/null; then
        digest=$(sha256sum "$file")
    else
        digest=$(shasum -a 256 "$file")
    fi
    digest=${digest%% *}
    size=$(($(wc -c <"$file")))
    mv "$file" "$layout/blobs/sha256/$digest"
    digest="sha256:$digest"
}

oci=application/vnd.oci.image

# A gzipped tar archive without files: the layer that all the images share, and its digest before compression.
store '\037\213\010\000\000\000\000\000\002\377\143\140\030\005\243\140\024\214\124\000\000\056\257\265\357\000\004\000\000'
layer=$(printf '{"mediaType":"%s.layer.v1.tar+gzip","digest":"%s","size":%d}' "$oci" "$digest" "$size")
diff_id=sha256:5f70bf18a086007016e948b04aed3b82103a36bea41755b6cddfaf10ace3c6ef

# image BUILD ARCHITECTURE: stores one platform's image; sets $descriptor.
image() {
    store '{"os":"linux","architecture":"%s","config":{"Labels":{"build":"%s"}},"rootfs":{"type":"layers","diff_ids":["%s"]}}' \
        "$2" "$1" "$diff_id"
    store '{"schemaVersion":2,"mediaType":"%s.manifest.v1+json","config":{"mediaType":"%s.config.v1+json","digest":"%s","size":%d},"layers":[%s]}' \
        "$oci" "$oci" "$digest" "$size" "$layer"
    descriptor=$(printf '{"mediaType":"%s.manifest.v1+json","digest":"%s","size":%d,"platform":{"os":"linux","architecture":"%s"}}' \
        "$oci" "$digest" "$size" "$2")
}

entries=()
# publish BUILD "ARCHITECTURE…" REFERENCE…: an index of the build's images under each reference.
publish() {
    local build=$1 architecture reference children=()
    for architecture in $2; do
        image "$build" "$architecture"
        children+=("$descriptor")
    done
    shift 2
    store '{"schemaVersion":2,"mediaType":"%s.index.v1+json","manifests":[%s]}' "$oci" "$(join "${children[@]}")"
    for reference in "$@"; do
        entries+=("$(
            printf '{"mediaType":"%s.index.v1+json","digest":"%s","size":%d,"annotations":{"org.opencontainers.image.ref.name":"%s"}}' \
                "$oci" "$digest" "$size" "$reference"
        )")
    done
}

join() {
    local IFS=,
    printf '%s' "$*"
}

project=authentic-prod-464216
target=us-central1-docker.pkg.dev/$project

publish cloud-sql-proxy-2.8.0 "amd64 arm64" \
    gcr.io/cloud-sql-connectors/cloud-sql-proxy:2.8.0 $target/shared-images-repo/cloud-sql-proxy:2.8.0
publish candidatos-1.4.2 "amd64 arm64" \
    gcr.io/$project/authenticfarma-candidatos:1.4.2 $target/apps/authenticfarma-candidatos:1.4.2
publish catalogo-2.1.0 "amd64" \
    gcr.io/$project/catalogo-servicio:2.1.0 $target/apps/catalogo-servicio:2.1.0
publish bff-3.0.0 "amd64 arm64" gcr.io/$project/bff-cliente:3.0.0 $target/apps/bff-cliente:3.0.0
publish bff-3.1.0 "amd64 arm64" gcr.io/$project/bff-cliente:3.1.0 $target/apps/bff-cliente:3.1.0
# This one was built again on an Arm laptop and pushed under its old tag: the copy has lost amd64.
publish reportes-0.9.1 "amd64 arm64" gcr.io/$project/generador-reportes:0.9.1
publish reportes-0.9.1-laptop "arm64" $target/apps/generador-reportes:0.9.1

printf '{"imageLayoutVersion":"1.0.0"}\n' >"$layout/oci-layout"
printf '{"schemaVersion":2,"mediaType":"%s.index.v1+json","manifests":[%s]}\n' "$oci" "$(join "${entries[@]}")" \
    >"$layout/index.json"
