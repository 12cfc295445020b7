import ImageModel

/// One sentence on each reason code, for reports that list them.
package enum ReasonSummary {
    package static func text(_ code: String) -> String {
        sentences[code] ?? code.replacing("-", with: " ")
    }

    private static let sentences: [String: String] = [
        "unpinned": "The image is named by a tag alone and can be pinned.",
        "outdated": "The pinned digest is not the one that is planned.",
        ReasonCode.platformMissing.rawValue: "The image does not run on a required platform.",
        ReasonCode.identityDiffers.rawValue: "The image at the new place is not the one at the old.",
        ReasonCode.notFound.rawValue: "The registry does not have the image.",
        ReasonCode.unauthorized.rawValue: "The registry refused access.",
        ReasonCode.rateLimited.rawValue: "The registry limits requests.",
        ReasonCode.registryUnavailable.rawValue: "The registry did not answer.",
        ReasonCode.unsupportedManifest.rawValue: "The registry answered with a manifest of an unknown kind.",
        ReasonCode.templated.rawValue: "Another tool fills in the reference.",
        ReasonCode.ignoredByComment.rawValue: "A comment on the line says to leave it.",
        ReasonCode.otherController.rawValue: "Another controller writes the line.",
        ReasonCode.tagMoved.rawValue: "A version tag names other content than the pinned digest.",
        ReasonCode.held.rawValue: "A hold keeps the image where it is.",
        ReasonCode.invalidReference.rawValue: "The text is not an image reference.",
        ReasonCode.unparsable.rawValue: "The file cannot be read.",
        ReasonCode.verificationFailed.rawValue: "The edited file did not read back as planned.",
        ReasonCode.renderDiffers.rawValue: "What is built from the files would not name the planned image.",
        ReasonCode.sourceUnreadable.rawValue: "The old place cannot be read, and the rule requires proof from it.",
        ReasonCode.needsInsertion.rawValue: "A key would have to be added.",
        ReasonCode.helmDigestForm.rawValue: "The chart cannot take a digest in this form.",
        ReasonCode.notAllowed.rawValue: "A rule or the operator does not allow it.",
        ReasonCode.numberTag.rawValue: "A tag without quotes is a number, which is rendered as another text.",
        ReasonCode.incomplete.rawValue: "The rest of the reference stands elsewhere.",
        ReasonCode.overridden.rawValue: "Everything that is built from here replaces the image.",
        ReasonCode.pullSecret.rawValue: "The secret that a workload pulls with has no credential for the registry.",
        ReasonCode.untagged.rawValue: "No tag names the pinned digest: cleanup policies may delete it.",
        ReasonCode.offline.rawValue: "Nothing recorded answers for the image.",
        ReasonCode.limitReached.rawValue: "The limit of changes in one run is reached.",
    ]
}
