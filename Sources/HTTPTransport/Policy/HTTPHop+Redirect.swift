#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

extension HTTPHop {
    /// Where an answer sends a GET or HEAD; `nil` where it does not redirect.
    ///
    /// Secrets stay with the origin (scheme, host and port) that they were given for, and never come back.
    func redirected(by head: CURLHead) throws(TransferFailure) -> HTTPHop? {
        guard [301, 302, 303, 307, 308].contains(head.status), let location = head.headers["location"] else {
            return nil
        }
        guard HTTPHeaders.isValidValue(location), let target = URL(string: location, relativeTo: url)?.absoluteURL
        else {
            let message = "the server redirects to an address that cannot be read"
            throw TransferFailure(.protocolError, url: redactedURL, message: message)
        }
        guard HTTPOrigin(target) != nil else {
            let message = "the server redirects to something other than http and https"
            throw TransferFailure(.notAllowed, url: redactedURL, message: message)
        }
        var hop = try HTTPHop(url: target, fields: fields, secrets: secrets)
        if hop.origin != origin {
            hop.secrets = []
            hop.fields.removeAll { Self.bound.contains($0.name.lowercased()) }
        }
        return hop
    }

    /// Ordinary headers that hold secrets or name the origin.
    private static let bound: Set<String> = ["authorization", "cookie", "proxy-authorization", "host"]
}
