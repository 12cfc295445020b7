import ImageModel
import Manifests
import Planning

/// A small repository of bases, overlays and components, made by chance from a seed, with registries to go with it.
struct KustomizeCase {
    let seed: UInt64
    private(set) var files: [String: String] = [:]
    /// What can be built.
    private(set) var folders: [String] = []
    private var random: SplitMix

    private static let names = [
        "gcr.io/p/app", "gcr.io/p/web", "gcr.io/p/app-x", "localhost:5000/x/db", "app", "quay.io/q/tool",
    ]
    private static let tags = ["v1", "v2", "1.0-rc.1"]

    init(seed: UInt64) {
        self.seed = seed
        random = SplitMix(state: seed &* 0x9E37)
        makeBase()
        for number in 0..<random.below(3) { makeComponent(number) }
        for number in 0..<(1 + random.below(3)) { makeOverlay(number) }
    }

    var fixture: PlanningFixture {
        get throws {
            var random = SplitMix(state: seed ^ 0xABCD)
            var fixture = PlanningFixture(files)
            fixture.rules.movedVersionTag = .update
            try fixture.rewrite("gcr.io/p/{image}", "t.dev/x/{image}")
            let suffixed = Self.tags.map { $0 + "-s" }
            for name in Self.names {
                for tag in Self.tags + suffixed + ["latest"] {
                    let digit = random.pick(Array("12345678"))
                    if random.chance(90) { fixture.add("\(name):\(tag)", digit) }
                    guard name.hasPrefix("gcr.io/p/"), random.chance(90) else { continue }
                    fixture.add("t.dev/x/\(name.dropFirst("gcr.io/p/".count)):\(tag)", random.chance(95) ? digit : "9")
                }
            }
            return fixture
        }
    }

    private mutating func image() -> String {
        let name = random.pick(Self.names)
        switch random.below(10) {
        case 0: return name
        case 1: return name + PlanningFixture.pin(random.pick(Array("12345678")))
        case 2: return "\(name):\(random.pick(Self.tags))" + PlanningFixture.pin(random.pick(Array("12345678")))
        default: return "\(name):\(random.pick(Self.tags))"
        }
    }

    private mutating func makeBase() {
        var resources = ""
        for number in 0..<(1 + random.below(3)) {
            files["base/d\(number).yaml"] = deployment("d\(number)")
            resources += "  - d\(number).yaml\n"
        }
        files["base/kustomization.yaml"] = "resources:\n\(resources)" + (random.chance(20) ? entries() : "")
        folders.append("base")
    }

    private mutating func deployment(_ name: String) -> String {
        var text = """
            apiVersion: apps/v1
            kind: Deployment
            metadata:
              name: \(name)
            spec:
              template:
                spec:
                  containers:
                    - name: c0
                      image: \(image())

            """
        if random.chance(40) { text += "        - name: c1\n          image: \"\(image())\" # second\n" }
        if random.chance(30) { text += "      initContainers:\n        - image: '\(image())'\n          name: i0\n" }
        return text
    }

    private mutating func entries() -> String {
        let count = 1 + random.below(3)
        return "images:\n" + (0..<count).map { _ in entry() }.joined()
    }

    private mutating func entry() -> String {
        var text = "  - name: \(random.pick(Self.names + ["t.dev/x/app", "gcr.io/p/.*"]))\n"
        if random.chance(35) { text += "    newName: \(random.pick(Self.names))\n" }
        switch random.below(8) {
        case 0: text += "    digest: \(PlanningFixture.digest(random.pick(Array("12345678"))))\n"
        case 1:
            text += "    newTag: \(random.pick(Self.tags))\n"
            text += "    digest: \(PlanningFixture.digest(random.pick(Array("12345678"))))\n"
        case 2: text += "    tagSuffix: -s\n"
        case 3: break
        default: text += "    newTag: \"\(random.pick(Self.tags))\" # chosen\n"
        }
        return text
    }

    private mutating func makeComponent(_ number: Int) {
        var text = "apiVersion: kustomize.config.k8s.io/v1alpha1\nkind: Component\n"
        if number == 1, random.chance(50) { text += "components:\n  - ../c0\n" }
        files["components/c\(number)/kustomization.yaml"] = text + entries() + patches(30)
    }

    private mutating func makeOverlay(_ number: Int) {
        let below = number > 0 && random.chance(40) ? "../o\(number - 1)" : "../../base"
        var text = "resources:\n  - \(below)\n"
        let own = "own\(number)"
        if random.chance(25) {
            files["overlays/o\(number)/own.yaml"] = deployment(own)
            text += "  - own.yaml\n"
        }
        let components = (0..<2).filter { files["components/c\($0)/kustomization.yaml"] != nil && random.chance(50) }
        if !components.isEmpty { text += "components:\n" + components.map { "  - ../../components/c\($0)\n" }.joined() }
        if random.chance(80) { text += entries() }
        files["overlays/o\(number)/kustomization.yaml"] = text + patches(30)
        folders.append("overlays/o\(number)")
    }

    private mutating func patches(_ percent: Int) -> String {
        guard random.chance(percent) else { return "" }
        guard random.chance(50) else {
            return """
                patches:
                  - target: {kind: Deployment, name: d0}
                    patch: |-
                      - op: replace
                        path: /spec/template/spec/containers/0/image
                        value: \(image()) # by patch

                """
        }
        return """
            patches:
              - patch: |
                  apiVersion: apps/v1
                  kind: Deployment
                  metadata:
                    name: d0
                  spec:
                    template:
                      spec:
                        containers:
                          - name: c0
                            image: \(image())

            """
    }
}

/// SplitMix64: the same numbers from the same seed, everywhere.
struct SplitMix {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }

    mutating func below(_ bound: Int) -> Int { Int(next() % UInt64(bound)) }
    mutating func chance(_ percent: Int) -> Bool { below(100) < percent }
    mutating func pick<Element>(_ list: [Element]) -> Element { list[below(list.count)] }
}
