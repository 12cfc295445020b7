import ImageModel

/// Manifests of a few lines.
enum Sample {
    static func deployment(_ image: String, name: String = "api", note: String = "why") -> String {
        """
        apiVersion: apps/v1
        kind: Deployment
        metadata:
          name: \(name)
        spec:
          template:
            spec:
              containers:
                - name: main
                  image: \(image) # \(note)

        """
    }

    static func values(_ lines: String...) -> String {
        "image:\n" + lines.map { "  \($0)\n" }.joined() + "replicas: 2\n"
    }

    static func kustomization(_ lines: String...) -> String {
        "apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\n" + lines.map { "\($0)\n" }.joined()
    }

    /// A digest made of one hex digit.
    static func digest(_ digit: Character) -> Digest {
        Digest("sha256:" + String(repeating: digit, count: 64))!
    }

    static func pin(_ digit: Character) -> String { "@\(digest(digit))" }
}
