#if canImport(FoundationEssentials)
    package import FoundationEssentials
#else
    package import Foundation
#endif

extension URL {
    /// Scheme, host, port and path: what a log or an error may show. User, password, query and fragment are left out,
    /// as signed addresses keep their secrets there.
    package var redacted: String {
        guard let origin = HTTPOrigin(self) else { return "\(scheme ?? "?")://…" }
        let path = path(percentEncoded: true)
        return origin.description + (path.isEmpty ? "/" : path)
    }
}
