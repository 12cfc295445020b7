import ImageModel
package import Manifests

extension FileScan {
    /// Whether anything was found: by a locator, or by the search for hosts where none looks.
    package var holdsReference: Bool {
        !occurrences.isEmpty || kustomization?.images.isEmpty == false
            || findings.contains { $0.reason == .unknownPlace }
    }
}
