/// A registry of AWS: where its tokens come from.
struct ECRHost: Hashable, Sendable {
    let region: String
    let isPublic: Bool
    let isFIPS: Bool
    let isDualStack: Bool

    /// `<account>.dkr.ecr[-fips].<region>.amazonaws.com[.cn]`, the dual-stack
    /// `<account>.dkr-ecr[-fips].<region>.on.aws` (in China `.on.amazonwebservices.com.cn`), and `public.ecr.aws`;
    /// anything else, a port included, is nobody's.
    init?(_ host: String) {
        if host == "public.ecr.aws" || host == "ecr-public.aws.com" {
            (region, isPublic, isFIPS, isDualStack) = ("us-east-1", true, false, false)
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
        let partition = AWSPartition.of(region)
        let suffix = isDual ? "on." + partition.dualStackSuffix : partition.suffix
        guard rest.dropFirst().joined(separator: ".") == suffix else { return nil }
        guard ["dkr.ecr", "dkr-ecr", "dkr.ecr-fips", "dkr-ecr-fips"].contains(kind) else { return nil }
        self.region = region
        isPublic = false
        isFIPS = kind.hasSuffix("-fips")
        isDualStack = isDual
    }

    /// The host of ECR's API for this registry (botocore's rules for ECR's endpoints).
    ///
    /// - Parameters:
    ///   - isFIPS: wanted whatever the registry's own name says.
    ///   - isDualStack: likewise.
    func api(isFIPS: Bool = false, isDualStack: Bool = false) -> String {
        if isPublic { return "api.ecr-public.us-east-1.amazonaws.com" }
        let partition = AWSPartition.of(region)
        let isDualStack = isDualStack || self.isDualStack
        let zone = isDualStack ? "api." + partition.dualStackSuffix : partition.suffix
        return "\(isDualStack ? "" : "api.")ecr\(isFIPS || self.isFIPS ? "-fips" : "").\(region).\(zone)"
    }

    /// `us-east-1`, `us-gov-west-1`: no other text may become part of an address.
    static func isRegion(_ text: String) -> Bool {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count >= 3, let last = parts.last, last.utf8.count <= 2, !last.isEmpty else { return false }
        return last.utf8.allSatisfy { (0x30...0x39).contains($0) }
            && parts.dropLast().allSatisfy { !$0.isEmpty && $0.utf8.allSatisfy { (0x61...0x7a).contains($0) } }
    }
}
