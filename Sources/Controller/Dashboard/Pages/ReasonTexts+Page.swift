// swift-format-ignore-file
// Generated from docs/reasons.md by 'make docs'.

extension ReasonTexts {
    static let page = #"""
# Reasons

Every reference that Pinnace sees is in the plan as `change`, `unchanged`, `skipped`, `held` or `blocked`. The last three
carry one of these codes, and files that cannot be read are findings with one. The codes are stable. The message beside a
code tells what was found; this page tells what it means and what to do.

Three codes mean that a reference could not be judged at all: `unauthorized`, `rate-limited` and `registry-unavailable`.
They make the exit status 1; the rest of the plan is still carried out.

## `platform-missing`

*Blocked.* The image does not offer a platform that the configuration requires; nodes of that platform would say
`exec format error`. The message names what is offered, and, for a rewrite, what the source offers. Copy the image again
with all its platforms (`pinnace copy --replace SOURCE TARGET`, or `copy: replace` in the rule), or build it for the
platform.

## `identity-differs`

*Blocked.* Both places have the tag, with different content. If the source is right, `pinnace copy --replace SOURCE
TARGET`; if the target is meant to differ, set the rule's `identity: ignore`.

## `not-found`

*Blocked.* The registry does not have the tag or digest. For a rewrite: `pinnace copy SOURCE TARGET`, or `copy: missing`.
Some registries say the same for what may not be read: check the credentials too. A pin whose tag is gone, but whose
digest is still there, is unchanged.

## `unauthorized`

*Blocked, not judged.* The registry refused: no credentials, wrong ones, or no right to read this repository. See
[credentials](../README.md#credentials).

## `rate-limited`

*Blocked, not judged.* The registry limits requests and did not allow more in time. Log in, run later, or lower `--jobs`.

## `registry-unavailable`

*Blocked, not judged.* The registry could not be reached, did not answer in time, or answered with an error of its own.
The message has the cause; `-v -v` shows each request.

## `unsupported-manifest`

*Blocked.* The registry answered with a manifest that cannot be pinned, such as Docker's schema 1, or of an unknown kind.
Push the image again with a current tool.

## `templated`

*Skipped*, or a *finding* for a file. `{{`, `${`, `$(` or `%(` in the reference, or a Go template that is not YAML before
it is rendered: another tool fills it in. Pin the value where it is defined.

## `command-line`

*Skipped.* The reference stands on a command line: in a script, a Makefile, a build step or a container's arguments. It is
found and told, and written only with `write: {commandLines: edit}`.

## `unknown-field`

*Skipped.* The reference stands in a field that no locator knows: in an object of a kind that is not in the table, or in a
file of another tool's. It is found and told, and written only where an entry of `references:` names the field.

## `number-tag`

A *finding*. A tag in Helm values stands there without quotes and is a number for YAML: `1.10` is rendered as `1.1`, `1e3`
as `1000`, `010` as `8`. What is rendered is what is resolved and pinned. Put quotes around it if the tag is meant as it is
written.

## `artifact`

*Skipped.* An artifact in a registry that is no image, such as a Helm chart or a devcontainer feature. Nothing runs it.

## `unknown-place`

*A finding.* The host of a rewrite rule stands where no locator looks. Move the reference by hand, or name the field under
`references:`.

## `ignored-by-comment`

*Skipped.* The line says `# pinnace: ignore`.

## `other-controller`

*Skipped.* The line carries the marker of another controller, such as Flux's `$imagepolicy`, `renovate:` or
`x-release-please-version`, or its object is annotated for one (Keel, Flux 1, Argo CD's Image Updater). Two writers would
undo each other's work: take the marker away to hand the line over. So is every line of a file that sops has encrypted: its
checksum covers what stands there in the clear too.

## `tag-moved`

*Blocked.* A version tag names another digest than the one that is pinned. Somebody pushed other content under the same
version: find out who and why. Then pin the new digest by hand, or set `movedTag.version: update`.

## `held`

*Held.* A [hold](holds.md) keeps the image where it is. `pinnace release` lets it go.

## `invalid-reference`

*Blocked.* The text is no image reference. The message says at which part.

## `unparsable`

A *finding.* The file is not YAML, or too large or too deep to be read, or a symbolic link, a submodule or a pointer of Git
LFS stands in its place; nothing in it was looked at. Mend it, or leave it out with `files.exclude`.

## `scan-findings`

*Blocked.* A scan of the image found something more severe than the policy's
[`scan.maximumSeverity`](trust.md#what-a-scan-may-have-found), or there is no finished scan to judge by. The message counts
the findings by severity. Update what is named in the registry's report, or start a scan.

## `signature-missing`

*Blocked.* The policy asks for a [signature](trust.md#who-has-to-stand-for-it), and the image has none of that kind. Sign
it, or copy it again with its attachments.

## `verification-failed`

*Blocked.* The image is signed, and not as the policy asks for: by another key, for another image, or altered; see
[trust](trust.md#who-has-to-stand-for-it). Or what a registry sent is not what its digest says, a copy did not arrive as
what it was, or an edited file did not read back as planned. Nothing of it was written. The message says which; for an
edited file, please report it.

## `image-policy`

*Blocked.* The image is not what the policy's [`image`](trust.md#what-an-image-has-to-be) asks for. The message names the
platform, what is asked and what is there; sizes are those of the compressed layers. Build the image as the policy wants
it, or change the policy.

## `render-differs`

*Blocked.* No edit makes everything that is built from these files, each overlay and each set of values, render to the
planned image. The message names what shares the values. Often two overlays need different tags of one base: give each its
own entry. Also where a host name is made of the image's name, as for a GitLab service without an `alias`: it is pinned
where it is, and moved once it has one.

## `source-unreadable`

*Blocked.* The rule says `identity: require`, and the old place cannot be read. Give credentials for it, or accept the
target's word with `identity: if-readable`.

## `needs-insertion`

Kept for a key that would have to be added where no line can be added, as in a mapping on one line. No run gives this code
yet: such references are [`render-differs`](#render-differs). Write the key yourself, empty, or the mapping on lines of its
own.

## `helm-digest-form`

*Blocked.* Nothing shows where the chart takes a digest. Set `helm.digest` to `key` or `tag`, or give the chart a `digest`
key.

## `not-allowed`

*Blocked.* The repository asks for what only the operator may decide, such as an `endpoint` for a registry, or a comment
says what is not known. The message names the option that allows it.

## `incomplete`

*Skipped.* Only a part of the reference stands here, and the rest elsewhere: a values file without a tag, a Kustomize entry
whose base is in another repository.

## `overridden`

*Skipped.* Everything that is built from here replaces the image, and the image by itself does not exist. Nothing to do.

## `pull-secret`

*Finding.* A workload is to name an image at another registry, and the secret that it pulls with, by `imagePullSecrets` of its
own or of its ServiceAccount, has no credential for that registry; or what it has is encrypted (a SealedSecret, an
ExternalSecret), and cannot be told. Looked at are secrets whose manifests stand in the repository. Nothing is wrong where
the image is public or the nodes' own identity may pull it, as it usually may on a cloud's own registry (ECR, Artifact
Registry, ACR). Otherwise put the credential into the secret before the change arrives: pods that start later would stay in
`ImagePullBackOff`.

## `untagged`

*Unchanged*, with a warning. The digest is there, but no tag names it any more: cleanup policies, such as ECR's lifecycle
policies and Artifact Registry's, may delete it, and nodes that have not pulled it by then cannot. Give it a tag that stays, or
pin what a tag names. Where a tag stands beside the digest, that tag is asked for. For a digest alone it is asked only where
one question tells it: at ECR, with an identity at AWS, and at Google's registries.

## `offline`

*Blocked.* With `--offline` no registry is asked, and no earlier run recorded what this image is. Run once without it, with
the same folder for `PINNACE_CACHE`; see [what is kept between runs](offline.md).

## `limit-reached`

*Skipped.* `publish.maximumChanges` is reached; the next run goes on. As a finding: a block of text names more images than
are looked at. *Blocked*, for a reference that follows the newest image: more tags match than are asked for their date;
narrow the policy with `include`.
"""#
}
