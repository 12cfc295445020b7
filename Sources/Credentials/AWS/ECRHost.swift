/// A registry of AWS: where its tokens come from.
struct ECRHost: Hashable, Sendable {
    let region: String
    let isPublic: Bool
    /// The API's own host.
    let api: String

    /// `<account>.dkr.ecr[-fips].<region>.amazonaws.com[.cn]`, the dual-stack
    /// `<account>.dkr-ecr[-fips].<region>.on.aws` (in China `.on.amazonwebservices.com.cn`), and `public.ecr.aws`;
    /// anything else, a port included, is nobody's.
    init?(_ host: String) {
        if host == "public.ecr.aws" || host == "ecr-public.aws.com" {
            (region, isPublic, api) = ("us-east-1", true, "api.ecr-public.us-east-1.amazonaws.com")
            return
        }
        let labels = host.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
        guard let account = labels.first, account.utf8.count == 12,
            account.utf8.allSatisfy({ (0x30...0x39).contains($0) })
        else { return nil }
        let isDual = labels.count > 1 && labels[1].hasPrefix("dkr-ecr")
        let rest = Array(labels.dropFirst(isDual ? 2 : 3))
        let kind = labels.dropFirst().prefix(isDual ? 1 : 2).joined(separator: ".")
        guard let region = rest.first, Self.isRegion(region) else { return nil }
        let isChina = region.hasPrefix("cn-")
        let suffix =
            isDual
            ? (isChina ? "on.amazonwebservices.com.cn" : "on.aws") : (isChina ? "amazonaws.com.cn" : "amazonaws.com")
        guard rest.dropFirst().joined(separator: ".") == suffix else { return nil }
        self.region = region
        isPublic = false
        let apiSuffix =
            isChina
            ? (isDual ? "api.amazonwebservices.com.cn" : "amazonaws.com.cn") : isDual ? "api.aws" : "amazonaws.com"
        switch kind {
        case "dkr.ecr": api = "api.ecr.\(region).\(apiSuffix)"
        case "dkr.ecr-fips": api = "api.ecr-fips.\(region).\(apiSuffix)"
        case "dkr-ecr": api = "ecr.\(region).\(apiSuffix)"
        case "dkr-ecr-fips": api = "ecr-fips.\(region).\(apiSuffix)"
        default: return nil
        }
    }

    /// `us-east-1`, `us-gov-west-1`: no other text may become part of an address.
    static func isRegion(_ text: String) -> Bool {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count >= 3, let last = parts.last, last.utf8.count <= 2, !last.isEmpty else { return false }
        return last.utf8.allSatisfy { (0x30...0x39).contains($0) }
            && parts.dropLast().allSatisfy { !$0.isEmpty && $0.utf8.allSatisfy { (0x61...0x7a).contains($0) } }
    }
}
