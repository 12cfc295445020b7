/// Why a reference is not simply a change; the codes are listed in the documentation and are kept stable.
package struct ReasonCode: RawRepresentable, Hashable, Sendable, CustomStringConvertible {
    package let rawValue: String
    package init(rawValue: String) { self.rawValue = rawValue }

    package var description: String { rawValue }

    package static let platformMissing = ReasonCode(rawValue: "platform-missing")
    package static let identityDiffers = ReasonCode(rawValue: "identity-differs")
    package static let notFound = ReasonCode(rawValue: "not-found")
    package static let unauthorized = ReasonCode(rawValue: "unauthorized")
    package static let rateLimited = ReasonCode(rawValue: "rate-limited")
    package static let registryUnavailable = ReasonCode(rawValue: "registry-unavailable")
    package static let unsupportedManifest = ReasonCode(rawValue: "unsupported-manifest")
    package static let templated = ReasonCode(rawValue: "templated")
    package static let ignoredByComment = ReasonCode(rawValue: "ignored-by-comment")
    package static let otherController = ReasonCode(rawValue: "other-controller")
    package static let tagMoved = ReasonCode(rawValue: "tag-moved")
    package static let held = ReasonCode(rawValue: "held")
    package static let invalidReference = ReasonCode(rawValue: "invalid-reference")
    package static let unparsable = ReasonCode(rawValue: "unparsable")
    /// A scan found worse than a policy accepts, or there is no scan.
    package static let scanFindings = ReasonCode(rawValue: "scan-findings")
    /// Nobody whom a policy asks for stands for the image.
    package static let signatureMissing = ReasonCode(rawValue: "signature-missing")
    package static let verificationFailed = ReasonCode(rawValue: "verification-failed")
    /// The image is not what a policy asks for.
    package static let imagePolicy = ReasonCode(rawValue: "image-policy")
    package static let renderDiffers = ReasonCode(rawValue: "render-differs")
    package static let sourceUnreadable = ReasonCode(rawValue: "source-unreadable")
    package static let needsInsertion = ReasonCode(rawValue: "needs-insertion")
    package static let helmDigestForm = ReasonCode(rawValue: "helm-digest-form")
    package static let notAllowed = ReasonCode(rawValue: "not-allowed")
    /// A piece of a reference whose rest stands elsewhere.
    package static let incomplete = ReasonCode(rawValue: "incomplete")
    /// A command line, which is reported and written only where a rule of the configuration says so.
    package static let commandLine = ReasonCode(rawValue: "command-line")
    /// A field that no locator knows, which is reported and written only where the configuration names it.
    package static let unknownField = ReasonCode(rawValue: "unknown-field")
    /// The host of a rewrite rule where no locator looks.
    package static let unknownPlace = ReasonCode(rawValue: "unknown-place")
    package static let overridden = ReasonCode(rawValue: "overridden")
    /// A tag without quotes that is a number, which is rendered as another text.
    package static let numberTag = ReasonCode(rawValue: "number-tag")
    /// An artifact that is no image.
    package static let artifact = ReasonCode(rawValue: "artifact")
    /// The secret that a workload pulls with has no credential for the registry of its image.
    package static let pullSecret = ReasonCode(rawValue: "pull-secret")
    /// No tag names the pinned digest any more.
    package static let untagged = ReasonCode(rawValue: "untagged")
    package static let offline = ReasonCode(rawValue: "offline")
    package static let limitReached = ReasonCode(rawValue: "limit-reached")

    /// The registry refused, limited or did not answer: the reference could not be judged at all.
    package var meansUnjudged: Bool {
        [.unauthorized, .rateLimited, .registryUnavailable].contains(self)
    }
}
