import ImageModel
import Planning
import Testing

@Suite struct JudgementTests {
    private let amd64 = Platform("linux/amd64")!

    private func repository(_ image: String = "gcr.io/p/app:1.0.0") throws -> PlanningFixture {
        var fixture = PlanningFixture(["a.yaml": Sample.deployment(image)])
        fixture.rules.platforms = [amd64]
        return fixture
    }

    private func only(_ fixture: PlanningFixture) async throws -> PlannedReference {
        let plan = await fixture.plan()
        #expect(plan.count == 1)
        return try #require(plan.first)
    }

    @Test func aLostArchitectureIsNamed() async throws {
        var fixture = try repository()
        try fixture.rewrite("gcr.io/p/{image}", "t.dev/x/{image}")
        fixture.add("gcr.io/p/app:1.0.0", "1")
        fixture.add("t.dev/x/app:1.0.0", "2", ["linux/arm64"])
        let reference = try await only(fixture)
        #expect(reference.status == .blocked)
        #expect(reference.reason == .platformMissing)
        #expect(
            reference.message
                == "t.dev/x/app:1.0.0 offers linux/arm64, but linux/amd64 is required: nodes of that platform would say 'exec "
                + "format error'. gcr.io/p/app:1.0.0 offers linux/amd64, linux/arm64. Mend it: pinnace copy --replace "
                + "gcr.io/p/app:1.0.0 t.dev/x/app:1.0.0")
        #expect(reference.edits.isEmpty)
    }

    /// A cache that has an image once it was read there is not copied to.
    @Test func whatDidNotFillIsNotOfferedACopy() async throws {
        var fixture = try repository()
        let from = try PathSegmentPattern("gcr.io/p/{image}")
        let to = try RewriteTarget("t.dev/cache/{image}", captures: from.captures)
        fixture.rules.rewrites = [
            RewriteRule(name: "rewrites[0]", mapping: .pattern(from: from, to: to), fillsOnRead: true)
        ]
        fixture.add("gcr.io/p/app:1.0.0", "1")
        let reference = try await only(fixture)
        #expect(reference.status == .blocked && reference.reason == .notFound)
        #expect(reference.message?.contains("pinnace copy") == false)
        #expect(
            reference.message?.hasSuffix(
                "; the rule says that it fills on the first read, and it did not: see that its upstream is gcr.io, and "
                    + "that it may read there") == true)
        #expect(
            fixture.rules.rewrites[0].targetPrefix == RepositoryPrefix(host: "t.dev", segments: ["cache"]))
    }

    @Test func otherContentIsBlocked() async throws {
        var fixture = try repository()
        try fixture.rewrite("gcr.io/p/{image}", "t.dev/x/{image}")
        fixture.add("gcr.io/p/app:1.0.0", "1")
        fixture.add("t.dev/x/app:1.0.0", "2")
        let reference = try await only(fixture)
        #expect(reference.reason == .identityDiffers)
        #expect(reference.source?.identical == false)
        #expect(
            reference.message?.hasSuffix(
                "they are different builds for the same platforms. Mend it: pinnace copy --replace gcr.io/p/app:1.0.0 t.dev/x/app:1.0.0"
            ) == true)
    }

    @Test(arguments: [RewriteRule.CopyMode.never, .missing, .replace])
    func copies(_ mode: RewriteRule.CopyMode) async throws {
        var fixture = try repository()
        try fixture.rewrite("gcr.io/p/{image}", "t.dev/x/{image}", copy: mode)
        fixture.add("gcr.io/p/app:1.0.0", "1")
        let absent = try await only(fixture)
        #expect(absent.status == (mode == .never ? .blocked : .change))
        #expect(absent.copies.map(\.replace) == (mode == .never ? [] : [mode == .replace]))
        if mode == .never {
            #expect(
                absent.message
                    == "t.dev/x/app:1.0.0 is not there. Bring it there: pinnace copy gcr.io/p/app:1.0.0 t.dev/x/app:1.0.0"
            )
        }
        fixture.add("t.dev/x/app:1.0.0", "2", ["linux/arm64"])
        let differing = try await only(fixture)
        #expect(differing.status == (mode == .never ? .blocked : .change))
        if mode == .missing {
            #expect(
                differing.message
                    == "the tag at the target names sha256:222222222222 and is not moved; the digest is pushed beside it"
            )
        }
    }

    @Test func anUnreadableSourceIsSaid() async throws {
        var fixture = try repository()
        try fixture.rewrite("gcr.io/p/{image}", "t.dev/x/{image}")
        fixture.add("t.dev/x/app:1.0.0", "2")
        let reference = try await only(fixture)
        #expect(reference.status == .change)
        #expect(reference.source?.readable == false)
        #expect(
            reference.message?.hasPrefix("the source cannot be read, so it is not proven to be the same image") == true)
        fixture.rules.rewrites = []
        try fixture.rewrite("gcr.io/p/{image}", "t.dev/x/{image}", identity: .require)
        #expect(try await only(fixture).reason == .sourceUnreadable)
    }

    @Test func aVersionThatMovedIsAFinding() async throws {
        var fixture = try repository("gcr.io/p/app:1.0.0" + PlanningFixture.pin("1"))
        fixture.add("gcr.io/p/app:1.0.0", "2")
        #expect(try await only(fixture).reason == .tagMoved)
        fixture.rules.movedVersionTag = .update
        #expect(try await only(fixture).to == "gcr.io/p/app:1.0.0" + PlanningFixture.pin("2"))
    }

    @Test func aFloatingTagIsFollowed() async throws {
        var fixture = try repository("gcr.io/p/app:main" + PlanningFixture.pin("1"))
        fixture.add("gcr.io/p/app:main", "2")
        #expect(try await only(fixture).to == "gcr.io/p/app:main" + PlanningFixture.pin("2"))
        fixture.add("gcr.io/p/app:main", "1")
        #expect(try await only(fixture).status == .unchanged)
    }

    /// The pin of one platform's manifest is no other build: the tag's index holds it.
    @Test func aPinOfOnePlatformIsOfferedItsIndex() async throws {
        let child = PlanningFixture.digest("1", suffix: 0)
        var fixture = try repository("gcr.io/p/app:1.0.0@\(child)")
        fixture.add("gcr.io/p/app:1.0.0", "1")
        let reference = try await only(fixture)
        #expect(reference.status == .change)
        #expect(reference.to == "gcr.io/p/app:1.0.0" + PlanningFixture.pin("1"))
        #expect(
            reference.message
                == "the pin was the manifest for linux/amd64 alone; the tag's index holds it and the others")
    }

    @Test(arguments: ["gcr.io/p/app:1.0.0", "gcr.io/p/app"])
    func aPinThatTheRegistryLostIsNamed(name: String) async throws {
        let pinned = name + PlanningFixture.pin("1")
        let reference = try await only(try repository(pinned))
        #expect(reference.status == .blocked)
        #expect(reference.reason == .notFound)
        #expect(
            reference.message
                == "the registry no longer has \(pinned): nodes that have not pulled it yet cannot; pin what is there, or "
                + "bring it back")
    }

    @Test(arguments: [
        (TagHolding.tagged, nil, nil),
        (
            .untagged, ReasonCode.untagged,
            "no tag of gcr.io/p/app names sha256:111111111111 any more: cleanup policies may delete it; give it a tag, or "
                + "pin what a tag names"
        ),
        (
            .unknown, nil,
            "whether a tag still names it is not known, as gcr.io tells that with its whole list alone"
        ),
    ])
    func aPinThatNoTagNamesIsNamed(_ holding: TagHolding, _ reason: ReasonCode?, _ message: String?) async throws {
        let pinned = "gcr.io/p/app" + PlanningFixture.pin("1")
        var fixture = try repository(pinned)
        fixture.add("gcr.io/p/app:other", "1")
        fixture.holdings[pinned] = holding
        let reference = try await only(fixture)
        #expect(reference.status == .unchanged)
        #expect(reference.reason == reason)
        #expect(reference.message == message)
    }

    @Test func aTagThatIsGoneLeavesItsPin() async throws {
        var fixture = try repository("gcr.io/p/app:1.0.0" + PlanningFixture.pin("1"))
        fixture.add("gcr.io/p/app:other", "1")
        let reference = try await only(fixture)
        #expect(reference.status == .unchanged)
        #expect(reference.reason == .untagged)
        #expect(
            reference.message
                == "gcr.io/p/app:1.0.0 is gone; the pinned digest is still there, but cleanup policies may delete what no tag "
                + "holds")
    }

    @Test func aDigestAloneFollowsNothing() async throws {
        var fixture = try repository("gcr.io/p/app" + PlanningFixture.pin("1"))
        #expect(try await only(fixture).reason == .notFound)
        fixture.add("gcr.io/p/app:latest", "2")
        fixture.add("gcr.io/p/app:old", "1")
        #expect(try await only(fixture).status == .unchanged)
    }

    @Test func noTagMeansLatestAndSaysSo() async throws {
        var fixture = try repository("nginx")
        fixture.add("docker.io/library/nginx:latest", "3")
        #expect(try await only(fixture).to == "nginx:latest" + PlanningFixture.pin("3"))
    }

    @Test func theDigestFormDropsTheTag() async throws {
        var fixture = try repository("nginx:1.27")
        fixture.rules.writeForm = .digest
        fixture.add("docker.io/library/nginx:1.27", "3")
        #expect(try await only(fixture).to == "nginx" + PlanningFixture.pin("3"))
    }

    @Test(arguments: [
        ("gcr.io/P/app:1", ReasonCode.invalidReference, PlannedReference.Status.blocked),
        ("'{{ .Values.image }}'", .templated, .skipped), ("${IMAGE}", .templated, .skipped),
        ("nginx:1 # pinnace: ignore", .ignoredByComment, .skipped),
        ("nginx:1 # {\"$imagepolicy\": \"flux-system:app\"}", .otherController, .skipped),
        ("nginx:1 # pinnace: ignroe", .notAllowed, .blocked),
        ("nginx:1", .notFound, .blocked),
    ])
    func leftAlone(_ image: String, _ reason: ReasonCode, _ status: PlannedReference.Status) async throws {
        let reference = try await only(try repository(image))
        #expect(reference.reason == reason)
        #expect(reference.status == status)
    }

    @Test func theLimitLeavesTheRestForTheNextRun() async throws {
        var fixture = PlanningFixture([
            "a.yaml": Sample.deployment("nginx:1"), "b.yaml": Sample.deployment("nginx:1"),
            "c.yaml": Sample.deployment("nginx:1"),
        ])
        fixture.add("docker.io/library/nginx:1", "1")
        fixture.rules.maximumChanges = 2
        let plan = await fixture.plan()
        #expect(plan.map(\.status) == [.change, .change, .skipped])
        #expect(plan.map(\.reason) == [nil, nil, .limitReached])
    }

    @Test func anAnchorIsWrittenOnce() async throws {
        var fixture = PlanningFixture([
            "a.yaml": """
            apiVersion: v1
            kind: Pod
            metadata: {name: a}
            spec:
              containers:
                - {name: a, image: &i "nginx:1"}
                - {name: b, image: *i}

            """
        ])
        fixture.add("docker.io/library/nginx:1", "1")
        let plan = await fixture.plan()
        #expect(plan.map(\.status) == [.change, .change])
        #expect(
            try fixture.written(plan)["a.yaml"]?.contains(
                "&i \"nginx:1\(PlanningFixture.pin("1"))\"}\n    - {name: b, image: *i}") == true)
    }
}

@Suite struct HoldTests {
    private func held(_ configure: (inout Hold) -> Void, image: String = "gcr.io/p/app:main") async throws
        -> PlannedReference
    {
        var fixture = PlanningFixture(["a.yaml": Sample.deployment(image)])
        try fixture.rewrite("gcr.io/q/{image}", "t.dev/x/{image}")
        fixture.add("gcr.io/p/app:main", "2")
        fixture.add("gcr.io/q/app:main", "2")
        fixture.add("t.dev/x/app:main", "2")
        var hold = Hold()
        configure(&hold)
        fixture.holds = [hold]
        return try #require(await fixture.plan().first)
    }

    @Test func aHoldKeepsItsPlace() async throws {
        let reference = try await held {
            $0.image = try? PathSegmentPattern("gcr.io/p/app")
            $0.reason = "it crashed"
        }
        #expect(reference.status == .held)
        #expect(reference.reason == .held)
        #expect(reference.message == "held: it crashed; 'pinnace release' lets it go")
    }

    @Test func aHoldOnTheNewPlaceCountsToo() async throws {
        let reference = try await held(
            {
                $0.image = try? PathSegmentPattern("t.dev/x/app")
                $0.lapse = .newDigest
            }, image: "gcr.io/q/app:main")
        #expect(reference.status == .held)
    }

    @Test func itLapsesAtItsDate() async throws {
        #expect(
            try await held {
                $0.file = "a.yaml"
                $0.until = "2026-11-19"
            }.status == .change)
        #expect(
            try await held {
                $0.file = "a.yaml"
                $0.until = "2026-11-20"
            }.status == .held)
    }

    @Test func itLapsesForADigestThatWasNeverRefused() async throws {
        #expect(
            try await held {
                $0.file = "a.yaml"
                $0.lapse = .newDigest
                $0.digests = [PlanningFixture.digest("2")]
            }.status == .held)
        #expect(
            try await held {
                $0.file = "a.yaml"
                $0.lapse = .newDigest
                $0.digests = [PlanningFixture.digest("1")]
            }.status == .change)
    }

    @Test func anotherPlaceIsFree() async throws {
        #expect(try await held { $0.file = "b.yaml" }.status == .change)
        #expect(
            try await held {
                $0.file = "a.yaml"
                $0.object = "Deployment/other"
            }.status == .change)
        #expect(try await held { _ in }.status == .change)
    }
}
