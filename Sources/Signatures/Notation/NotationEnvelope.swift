import ImageModel

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// A signature of the Notary Project, read from JWS or COSE (notaryproject/specifications, "Signature Specification").
struct NotationEnvelope {
    static let jwsType = "application/jose+json"
    static let coseType = "application/cose"

    /// What the signature covers besides the payload.
    struct Attributes {
        static let scheme = "io.cncf.notary.signingScheme"
        static let signingTime = "io.cncf.notary.signingTime"
        static let authenticTime = "io.cncf.notary.authenticSigningTime"
        static let expiry = "io.cncf.notary.expiry"
        static let timestamp = "io.cncf.notary.timestampSignature"

        var contentType: String?
        var scheme: String?
        /// Names of attributes that must be understood.
        var critical: [String] = []
        var signingTime: Date?
        var authenticTime: Date?
        var expiry: Date?
        /// Everything that stands there, by name.
        var present: Set<String> = []
    }

    let algorithm: NotationAlgorithm
    /// What was signed, byte for byte.
    let message: [UInt8]
    let signature: [UInt8]
    /// In DER, the signer's first.
    let certificates: [[UInt8]]
    let payload: [UInt8]
    let attributes: Attributes
    /// A time stamping authority's token for ``signature``, which nothing signs but the authority.
    let timestamp: [UInt8]?

    init(_ attached: AttachedSignature) throws(SignatureError) {
        self = attached.mediaType == Self.jwsType ? try Self.jws(attached.bytes) : try Self.cose(attached.bytes)
    }

    init(
        algorithm: NotationAlgorithm, message: [UInt8], signature: [UInt8], certificates: [[UInt8]], payload: [UInt8],
        attributes: Attributes, timestamp: [UInt8]?
    ) {
        self.algorithm = algorithm
        self.message = message
        self.signature = signature
        self.certificates = certificates
        self.payload = payload
        self.attributes = attributes
        self.timestamp = timestamp
    }
}

/// Who says when an envelope was signed (notaryproject/specifications, "Signing Scheme").
enum NotationScheme {
    /// Nobody but the signer, whose clock proves nothing.
    case signer
    /// An authority that signs for others, and is trusted with the time too.
    case signingAuthority(Date)
}

extension NotationEnvelope.Attributes {
    private static let contentType = "application/vnd.cncf.notary.payload.v1+json"
    private static let known: Set = [scheme, authenticTime, expiry]

    /// - Parameter now: when the signature is looked at.
    func check(now: Date) throws(SignatureError) -> NotationScheme {
        guard contentType == Self.contentType else { throw SignatureError("signs something else than an image") }
        for name in critical {
            guard Self.known.contains(name) else {
                throw SignatureError("needs '\(name.printable(limit: 80))' to be understood, which it is not here")
            }
            guard present.contains(name) else { throw SignatureError("says that '\(name)' matters, and has none") }
        }
        guard critical.contains(Self.scheme), !present.contains(Self.expiry) || critical.contains(Self.expiry) else {
            throw SignatureError("does not mark as critical what the specification wants marked")
        }
        if present.contains(Self.expiry) {
            guard let expiry else { throw SignatureError("has an end that cannot be read") }
            guard now <= expiry else { throw SignatureError("has expired at \(expiry.formatted(.iso8601))") }
        }
        switch scheme {
        case "notary.x509":
            guard signingTime != nil, !present.contains(Self.authenticTime) else {
                throw SignatureError("does not say when it was made as its scheme wants it said")
            }
            return .signer
        case "notary.x509.signingAuthority":
            guard let authenticTime, critical.contains(Self.authenticTime), authenticTime <= now else {
                throw SignatureError("does not say when it was made as its scheme wants it said")
            }
            return .signingAuthority(authenticTime)
        default: throw SignatureError("has the scheme '\((scheme ?? "").printable(limit: 60))', which is not known")
        }
    }
}

extension Date {
    /// RFC 3339, with or without fractions.
    static func rfc3339(_ text: String) -> Date? {
        var text = text
        if let point = text.firstIndex(of: ".") {
            let end = text[point...].dropFirst().firstIndex { !$0.isNumber } ?? text.endIndex
            text.removeSubrange(point..<end)
        }
        return try? Date(text, strategy: .iso8601)
    }
}
