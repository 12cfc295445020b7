package import ImageModel

/// Asks a registry, a layout or a record what a reference names.
package protocol ImageResolver: Sendable {
    func resolve(_ reference: ImageReference) async -> Result<ResolvedImage, ResolutionFailure>
}

/// The answers of one run: each reference is asked for once.
package typealias Resolutions = [ImageReference: Result<ResolvedImage, ResolutionFailure>]
