import Planning

extension ConfigFile: DescribedKeys {
    package static func described(_ key: CodingKeys) -> SchemaKey {
        switch key {
        case .apiVersion: Self.key(\.apiVersion, "The version of this file's format.", words: [apiVersion])
        case .kind: Self.key(\.kind, "What this file is.", words: ["Config"])
        case .files: Self.key(\.files, "Which files are looked at.")
        case .references:
            Self.key(\.references, "Fields of custom resources that hold images, besides those that are known.")
        case .platforms:
            Self.key(
                \.platforms, "What every pinned image has to run on: os/arch, or os/arch/variant.",
                examples: [.words(["linux/amd64"]), .words(["linux/amd64", "linux/arm64"])])
        case .registries:
            Self.key(
                \.registries, "Other addresses that serve a registry. Takes effect only where the operator allows it.")
        case .rewrites:
            Self.key(
                \.rewrites, "Where images are taken from instead of where they are. The first rule that matches wins.")
        case .policies: Self.key(\.policies, "What is asked of some images. The first that matches wins.")
        case .helm: Self.key(\.helm, "How Helm values are written.")
        case .movedTag: Self.key(\.movedTag, "What happens where a tag names another digest than the pinned one.")
        case .write: Self.key(\.write, "How a reference is written.")
        case .commit: Self.key(\.commit, "What a commit says.")
        case .publish: Self.key(\.publish, "Where commits go.")
        }
    }
}

extension ConfigFile.Files: DescribedKeys {
    package static func described(_ key: CodingKeys) -> SchemaKey {
        switch key {
        case .include:
            Self.key(
                \.include, "Globs: ** for any number of folders, * for anything inside a name.",
                standard: .words(["**"]))
        case .exclude:
            Self.key(
                \.exclude, "Globs of files that are left out.", standard: .list([]), examples: [.words(["vendor/**"])])
        }
    }
}

extension ConfigFile.Reference: DescribedKeys {
    package static func described(_ key: CodingKeys) -> SchemaKey {
        switch key {
        case .kind: Self.key(\.kind, "The kind of object; '*' for any.", examples: [.string("Widget")])
        case .apiVersion:
            Self.key(
                \.apiVersion, "The apiVersion, or its group alone; any where it is left out.",
                examples: [.string("example.com")])
        case .path:
            Self.key(
                \.path, "The path of the field: * for any key or index, ** for any depth.",
                examples: [.string("spec.components[*].image")])
        case .value: Self.key(\.value, "How the field holds its image.", standard: ReferenceForm.reference)
        case .tag:
            Self.key(
                \.tag, "For name-and-tag: the path of the tag, from the mapping that holds the name.",
                examples: [.string("version")])
        case .digest:
            Self.key(
                \.digest, "For name-and-tag: the path of a digest, where the reader knows one.",
                examples: [.string("digest")])
        }
    }
}

extension ConfigFile.Registry: DescribedKeys {
    package static func described(_ key: CodingKeys) -> SchemaKey {
        switch key {
        case .host:
            Self.key(\.host, "The registry as references name it.", examples: [.string("us-central1-docker.pkg.dev")])
        case .endpoint:
            Self.key(
                \.endpoint,
                "An http or https address that serves it. From the repository, loopback addresses alone; for a controller, none.",
                examples: [.string("http://127.0.0.1:5000")])
        case .layout:
            Self.key(
                \.layout,
                "An OCI image layout directory that serves it. From the repository, a folder inside of it alone.",
                examples: [.string("./images")])
        case .newRepositories:
            Self.key(
                \.newRepositories, "How copying makes repositories that are not there, where the host is one of ECR's.")
        case .limits: Self.key(\.limits, "How often it may be asked.")
        }
    }

    package static var relations: [SchemaJSON.Member] {
        [
            .init(
                "anyOf",
                .list([
                    .requiring("endpoint"), .requiring("layout"), .requiring("newRepositories"), .requiring("limits"),
                ])),
            .init("not", .requiring("endpoint", "layout")),
        ]
    }
}

extension ConfigFile.Rewrite: DescribedKeys {
    package static func described(_ key: CodingKeys) -> SchemaKey {
        switch key {
        case .from:
            Self.key(
                \.from, "Repositories that are moved: {name} takes one segment, {name...} the rest.",
                examples: [.string("gcr.io/cloud-sql-connectors/{image}")])
        case .to:
            Self.key(
                \.to, "Where they go, with what 'from' captured.",
                examples: [.string("us-central1-docker.pkg.dev/my-project/shared/{image}")])
        case .preset:
            Self.key(
                \.preset,
                "A mapping that is known here, instead of 'from' and 'to': Google's own from gcr.io to Artifact Registry.",
                words: [googlePreset])
        case .copy:
            Self.key(
                \.copy,
                "Whether an image that the target lacks is copied there; 'replace' also moves a tag that names other content.",
                standard: RewriteRule.CopyMode.never)
        case .identity:
            Self.key(
                \.identity,
                "Whether source and target have to be the same digest: where the source can be read, always, or not asked.",
                standard: RewriteRule.IdentityMode.ifReadable)
        case .fillsOnRead:
            Self.key(
                \.fillsOnRead,
                "Whether the target is a cache that has an image once it was read there: it is read by its tag, and waited for.",
                standard: .bool(false))
        }
    }

    package static var relations: [SchemaJSON.Member] {
        let hasOwnMapping = SchemaJSON.list([.requiring("from"), .requiring("to")])
        let preset: [SchemaJSON.Member] = [
            .init("required", .words(["preset"])), .init("not", .object([.init("anyOf", hasOwnMapping)])),
        ]
        return [.init("oneOf", .list([.requiring("from", "to"), .object(preset)]))]
    }
}

extension ConfigFile.Policy: DescribedKeys {
    package static func described(_ key: CodingKeys) -> SchemaKey {
        switch key {
        case .match:
            Self.key(
                \.match, "Repositories after the rewrite: * inside a segment, ** for any number of segments.",
                examples: [.string("us-central1-docker.pkg.dev/**/cloud-sql-proxy")])
        case .platforms:
            Self.key(\.platforms, "What these images have to run on, instead of the file's 'platforms'.")
        case .follow:
            Self.key(
                \.follow,
                "What a reference follows instead of its tag: as a comment says it, tag, semver RANGE, calver FORMAT, numerical, alphabetical or newest; or a mapping.",
                standard: .string("tag"), examples: [.string("semver ~2.8")])
        case .verify: Self.key(\.verify, "Who has to have signed these images.")
        case .scan: Self.key(\.scan, "What the registry's own scan may have found; ECR's are read.")
        case .image: Self.key(\.image, "What manifest and config have to say, on every platform that is required.")
        }
    }
}

extension ConfigFile.Helm: DescribedKeys {
    package static func described(_ key: CodingKeys) -> SchemaKey {
        switch key {
        case .digest:
            Self.key(
                \.digest,
                "Where a digest goes: a digest key, the tag as tag@digest, nowhere, or what the chart's templates are seen to take.",
                standard: PlanningRules.HelmDigest.auto)
        }
    }
}

extension ConfigFile.MovedTag: DescribedKeys {
    package static func described(_ key: CodingKeys) -> SchemaKey {
        switch key {
        case .floating:
            Self.key(\.floating, "For tags such as latest, 1 or stable.", standard: PlanningRules.MovedTag.update)
        case .version:
            Self.key(\.version, "For tags that name one build, such as 2.8.0.", standard: PlanningRules.MovedTag.block)
        }
    }
}

extension ConfigFile.Write: DescribedKeys {
    package static func described(_ key: CodingKeys) -> SchemaKey {
        switch key {
        case .form:
            Self.key(\.form, "name:tag@digest, or name@digest.", standard: PlanningRules.WriteForm.tagAndDigest)
        case .commandLines:
            Self.key(
                \.commandLines, "Whether references on command lines are written, or reported alone.",
                standard: PlanningRules.CommandLines.report)
        }
    }
}

extension ConfigFile.Commit: DescribedKeys {
    package static func described(_ key: CodingKeys) -> SchemaKey {
        switch key {
        case .subject:
            Self.key(
                \.subject,
                "The first line of a reconcile, a template; it names the image otherwise.",
                examples: [.string("Pin {images} images in {files} files")])
        case .body:
            Self.key(
                \.body,
                "What follows the first line of a reconcile, a template; `{details}` otherwise.",
                examples: [.string("{changes} references of {names}\n\n{details}")])
        case .author:
            Self.key(
                \.author, "Name <address>; GIT_AUTHOR_NAME and GIT_AUTHOR_EMAIL, then git's settings otherwise.",
                examples: [.string("Pinnace <pinnace@example.com>")])
        case .sign:
            Self.key(
                \.sign, "What kind of signature every commit must have; with which key is the operator's to say.",
                words: RequiredSignature.allCases.map(\.rawValue))
        }
    }
}

extension ConfigFile.Publish: DescribedKeys {
    package static func described(_ key: CodingKeys) -> SchemaKey {
        switch key {
        case .mode:
            Self.key(
                \.mode,
                "To the branch that was planned on, to a branch of its own, or with a pull request for that one.",
                standard: PublishMode.push)
        case .branch:
            Self.key(
                \.branch, "The branch of its own, with {base} and {group} to fill in.",
                standard: .string("pinnace/update/{base}"), examples: [.string("chore/pin-{base}")])
        case .grouping:
            Self.key(
                \.grouping,
                "What goes into one branch: everything, the files of one folder or of the same owners (CODEOWNERS), or one image.",
                standard: ChangeGrouping.none)
        case .labels: Self.key(\.labels, "Labels of a pull request.", examples: [.words(["images"])])
        case .reviewers:
            Self.key(
                \.reviewers, "Whom a new pull request asks, as the forge names them.",
                examples: [.words(["ana", "my-org/platform"])])
        case .autoMerge:
            Self.key(
                \.autoMerge, "Whether the forge merges it once everything that it requires is there.",
                standard: .bool(false))
        case .maximumChanges:
            Self.key(
                \.maximumChanges,
                "Changes in one run, in path order, so that not everything restarts at once; all otherwise.",
                examples: [.integer(20)], .init("minimum", .integer(1)))
        }
    }
}

extension SchemaJSON {
    static func requiring(_ keys: String...) -> SchemaJSON { .object([.init("required", .words(keys))]) }
}
