import PinnaceTestSupport

/// Files written in every way that people write YAML, with marks where an image stands that is to be moved and pinned.
///
/// Everything else has to stay as it is, image names in comments, texts and other fields too.
struct ByteExactRepository {
    /// A mark in the files, and what stands there before and after.
    struct Mark: Sendable {
        let mark: String
        let before: String
        let after: String
    }

    let marks: [Mark]
    private let app: BuiltImage
    private let latest: BuiltImage

    init() throws {
        app = try ImageBuilder(seed: "app").index(attestations: true)
        latest = try ImageBuilder(seed: "latest").index()
        let moved = "registry.example.com/plataforma/app:1.2.3@\(app.digest)"
        marks = [
            Mark(mark: "«app»", before: "gcr.io/plataforma/app:1.2.3", after: moved),
            Mark(
                mark: "«latest»", before: "gcr.io/plataforma/app",
                after: "registry.example.com/plataforma/app:latest@\(latest.digest)"),
            Mark(mark: "«host»", before: "gcr.io", after: "registry.example.com"),
            Mark(mark: "«empty»", before: "", after: app.digest),
            Mark(mark: "«name»", before: "gcr.io/plataforma/app", after: "registry.example.com/plataforma/app"),
        ]
    }

    func fill(_ layout: ImageLayoutDirectory) throws {
        for host in ["gcr.io", "registry.example.com"] {
            try layout.add(app, as: "\(host)/plataforma/app:1.2.3")
            try layout.add(latest, as: "\(host)/plataforma/app:latest")
        }
    }

    /// The files as they are, and as they have to be.
    func files(_ texts: [String: String] = texts) -> (before: [String: [UInt8]], after: [String: [UInt8]]) {
        func bytes(_ text: String, _ value: KeyPath<Mark, String>) -> [UInt8] {
            Array(marks.reduce(text) { $0.replacing($1.mark, with: $1[keyPath: value]) }.utf8)
        }
        return (texts.mapValues { bytes($0, \.before) }, texts.mapValues { bytes($0, \.after) })
    }

    static let configuration = """
        apiVersion: pinnace.dev/v1alpha1
        kind: Config
        rewrites:
          - from: gcr.io/{project}/{image}
            to: registry.example.com/{project}/{image}

        """
}

extension ByteExactRepository {
    static let texts: [String: String] = [
        "k8s/bom-crlf.yaml": bomAndLineEnds,
        "k8s/último ñ/漢字 🚢.yaml": quotes,
        "k8s/anchors.yaml": anchors,
        "k8s/documents.yaml": documents,
        "k8s/flow.yml": flow,
        "k8s/list.yaml": list,
        "k8s/cron.yaml": cron,
        "k8s/object.json": json,
        "charts/app/Chart.yaml": "apiVersion: v2\nname: app\nversion: 0.1.0\n",
        "charts/app/values.yaml": values,
        "kustomize/kustomization.yaml": kustomization,
        "kustomize/pod.yaml":
            "{kind: Pod, apiVersion: v1, metadata: {name: p}, spec: {containers: [{image: '«app»'}]}}",
        "docs/readme.yaml": "# gcr.io/plataforma/app:1.2.3\nnote: \"gcr.io/plataforma/app:1.2.3\"   \n",
    ]

    private static let bomAndLineEnds =
        "\u{FEFF}"
            + """
            # Ñandú: gcr.io/plataforma/app:1.2.3 stays in a comment
            apiVersion: apps/v1
            kind: Deployment
            metadata:
              name: "ñandú"\t# a tab before the comment
              annotations: {note: 'it''s gcr.io/plataforma/app:1.2.3'}
            spec:
              template:
                spec:
                  containers:
                  - name: plain
                    image: «app»
                  - name: double
                    image:   "«app»"   # aligned   \

                  - name: single
                    image: '«app»'# no comment: a broken one would be

            """.replacing("# no comment: a broken one would be", with: "").replacing("\n", with: "\r\n")
        + "      # the last line has no line end: gcr.io/plataforma/app:1.2.3"

    private static let quotes = """
        apiVersion: v1
        kind: Pod
        metadata: {name: señal, labels: {"app.kubernetes.io/version": "1.2.3"}}
        spec:
          initContainers:
          -   name:   init
              "image":   "«app»"
          - {name: "漢字🚢\u{2028}e\u{301}", image: «app», args: ["--image=gcr.io/plataforma/app:1.2.3"]}
          containers:
          - name: tagged
            image: !!str «app»
          - name: anchored
            image: &image !!str '«app»'
            env:
            - {name: IMAGE, value: gcr.io/plataforma/app:1.2.3}
          - name: folded
            image: >-
              «app»
            command: [sh, -c, "echo gcr.io/plataforma/app:1.2.3"]
          - name: literal
            image: |-   # kept
                «app»
          - ? image
            : «latest»
            name: explicit
          ephemeralContainers:
          - name: below
            image:
              "«app»"
          volumes:
          - name: data
            image:
              reference: «app»
              pullPolicy: IfNotPresent
        """

    private static let anchors = """
        apiVersion: v1
        kind: PodTemplate
        metadata: &meta
          name: anchors
        x-defaults:
          - &proxy
            name: proxy
            image: gcr.io/plataforma/app:1.2.3
          - &tag "1.2.3"
        template:
          metadata: *meta
          spec:
            containers:
              - name: first
                image: &app «app»
              - name: second
                image: *app
              - &base
                name: third
                image: "«app»"   # the base of the next
                imagePullPolicy: Always
              - <<: *base
                name: fourth

        """

    private static let documents = """
        %YAML 1.1
        # Before the first.
        ---
        apiVersion: v1
        kind: ConfigMap
        metadata: {name: texts}
        data:
          image: gcr.io/plataforma/app:1.2.3
          deployment.yaml: |
            spec:
              containers:
                - image: gcr.io/plataforma/app:1.2.3
        ...
        # Between.
        ---
        ---   # an empty one before
        apiVersion: apps/v1
        kind: StatefulSet
        metadata: {name: db}
        spec: {template: {spec: {containers: [{name: db, image: "«app»"}, {image: «app», name: second}]}}}
        --- # a scalar
        gcr.io/plataforma/app:1.2.3
        ---
        apiVersion: apps/v1
        kind: DaemonSet
        metadata:
            name: wide
        spec:
            template:
                spec:
                    containers:
                    -   name: a
                        image: «app»


        # After the last.


        """

    private static let flow = """
        {apiVersion: v1, kind: Pod, metadata: {name: flow},
         spec: {containers: [
           {name: a, image: «app»}, # plain
           {name: b, "image":"«app»"},
           {name: c, image: '«app»' },
         ]}}

        """

    private static let list = """
        apiVersion: v1
        kind: List
        items:
        - apiVersion: v1
          kind: Pod
          metadata: {name: one}
          spec:
            containers:
            - {name: a, image: «app»}
        - kind: PodList
          apiVersion: v1
          items:
          - apiVersion: v1
            kind: Pod
            metadata: {name: two}
            spec:
              containers: [{name: b, image: «latest»}]

        """

    private static let cron = """
        apiVersion: batch/v1
        kind: CronJob
        metadata: {name: nightly}
        spec:
          schedule: "0 3 * * *"   # gcr.io/plataforma/app:1.2.3
          jobTemplate:
            spec:
              template:
                spec:
                  restartPolicy: Never
                  containers:
                    - name: nightly
                      image:\t«app»\t
                      args: ["a: b", 'c #d']

        """

    private static let json = """
        {
        \t"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "json"},
        \t"spec": {"containers": [{"name": "a", "image": "«app»"}]}
        }
        """

    private static let values = """
        # Values of the chart: gcr.io/plataforma/app:1.2.3
        image: &main
          registry: "«host»"   # where it comes from
          repository: 'plataforma/app'
          tag: "1.2.3"
          # wins over the tag
          digest: '«empty»'
          pullPolicy: IfNotPresent

        worker: {image: {registry: «host», repository: plataforma/app, tag: 1.2.3, digest: "«empty»"}}
        proxyImage: "«app»"
        label: gcr.io/plataforma/app:1.2.3

        """

    private static let kustomization = """
        apiVersion: kustomize.config.k8s.io/v1beta1
        kind: Kustomization
        resources: [pod.yaml]
        images:
        - name: "«name»"   # as the base calls it
          newTag: '1.2.3'
          digest: "«empty»"

        """
}
