#!/usr/bin/env bash
# Shows Pinnace's main job on the example repository, in a scratch directory: no network, no server.
# usage: examples/run.sh PATH-TO-PINNACE
set -euo pipefail
binary=${1:?usage: examples/run.sh PATH-TO-PINNACE}
binary=$(cd "$(dirname "$binary")" && pwd)/$(basename "$binary")
examples=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)

scratch=$(mktemp -d "${TMPDIR:-/tmp}/pinnace-example.XXXXXX")
trap 'rm -rf "$scratch"' EXIT

# Nothing of the user's own settings takes part.
export HOME="$scratch/home" GIT_CONFIG_GLOBAL="$scratch/gitconfig" GIT_CONFIG_NOSYSTEM=1 GIT_PAGER=cat
unset XDG_CONFIG_HOME XDG_CACHE_HOME DOCKER_CONFIG REGISTRY_AUTH_FILE
mkdir "$HOME"
git config --file "$GIT_CONFIG_GLOBAL" user.name "Ana Developer"
git config --file "$GIT_CONFIG_GLOBAL" user.email ana@example.com

mkdir "$scratch/bin"
ln -s "$binary" "$scratch/bin/pinnace"
PATH=$scratch/bin:$PATH

color() { if [ -t 1 ]; then printf '\033[%sm%s\033[0m\n' "$1" "$2"; else printf '%s\n' "$2"; fi; }
heading() { printf '\n'; color 1 "== $1"; }
# Prints the command, then runs it.
show() {
    color 36 "\$ $*"
    "$@"
}
fail() {
    printf 'examples/run.sh: %s\n' "$1" >&2
    exit 1
}
# expect FILE TEXT: the file of the work tree holds the text.
expect() { grep -qF -- "$2" "$1" || fail "$1 does not hold: $2"; }
expect_commits() {
    local count
    count=$(git rev-list --count HEAD)
    [ "$count" -eq "$1" ] || fail "$1 commits were expected, there are $count"
}

proxy=us-central1-docker.pkg.dev/authentic-prod-464216/shared-images-repo/cloud-sql-proxy
deployment=apps/authenticfarma-candidatos/deployment.yaml
cronjob=apps/reportes/cronjob.yaml

git init --quiet --bare --initial-branch=main "$scratch/origin.git"
git clone --quiet "$scratch/origin.git" "$scratch/config" 2>/dev/null
cd "$scratch/config"
git checkout --quiet -B main
cp -R "$examples/config-repository/." .
git add --all
git commit --quiet --message "Describe what runs in production"
git push --quiet --set-upstream origin main
"$examples/make-layout.sh" images

heading "What would change: every tag, resolved at its new place"
show pinnace reconcile --dry-run
pinnace reconcile --dry-run --format json >"$scratch/plan.json" 2>/dev/null
expect "$scratch/plan.json" platform-missing
expect "$scratch/plan.json" ignored-by-comment
git diff --quiet || fail "the dry run has written to the work tree"

heading "Write it and commit it"
show pinnace reconcile --commit
show git show --stat
expect_commits 2
expect "$deployment" "image: $proxy:2.8.0@sha256:"
expect "$cronjob" "image: gcr.io/authentic-prod-464216/generador-reportes:0.9.1"
expect "$cronjob" "image: gcr.io/google-containers/pause:3.2 # pinnace: ignore"

heading "Who changed which image, and why"
show pinnace history

heading "Put the proxy back to where it was; everything else stays changed"
show pinnace rollback --image "$proxy"
show git show
expect_commits 3
expect "$deployment" "image: gcr.io/cloud-sql-connectors/cloud-sql-proxy:2.8.0  # same version in every service"
expect "$deployment" "us-central1-docker.pkg.dev/authentic-prod-464216/apps/authenticfarma-candidatos:1.4.2@sha256:"

heading "The rollback holds: the next run leaves it alone"
show pinnace reconcile --dry-run
pinnace reconcile --dry-run --format json >"$scratch/plan.json" 2>/dev/null
expect "$scratch/plan.json" '"held"'
show pinnace reconcile --commit
expect_commits 3
[ -z "$(git status --porcelain)" ] || fail "the work tree is not clean"
