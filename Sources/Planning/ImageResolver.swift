package import ImageModel

/// Asks a registry, a layout or a record what a reference names.
package protocol ImageResolver: Sendable {
    func resolve(_ reference: ImageReference) async -> Result<ResolvedImage, ResolutionFailure>

    /// What the images of these platforms say of themselves, or all of them where none is named.
    func facts(
        of image: ImageReference, on platforms: [Platform]
    ) async -> Result<[ImageFacts], ResolutionFailure>

    /// What scans found of the images of these platforms, or of all of them where none is named.
    func findings(
        of image: ImageReference, on platforms: [Platform]
    ) async -> Result<[ImageFindings], ResolutionFailure>

    /// Whether any tag names an image, which is named by its digest; asked only where that is cheap.
    func holding(of image: ImageReference) async -> TagHolding

    /// Whether somebody stands for an image, which is named by its digest.
    ///
    /// - Returns: why it must not be trusted; `nil` where it may be.
    func objection(to image: ImageReference, _ requirement: SignatureRequirement) async -> ResolutionFailure?
}

extension ImageResolver {
    package func holding(of image: ImageReference) async -> TagHolding { .unknown }
}

/// The answers of one run: each reference is asked for once.
package typealias Resolutions = [ImageReference: Result<ResolvedImage, ResolutionFailure>]
