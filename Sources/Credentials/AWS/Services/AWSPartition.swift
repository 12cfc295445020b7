/// A part of AWS with names of its own, known by how its regions begin (botocore's `partitions.json`).
struct AWSPartition: Hashable, Sendable {
    /// `amazonaws.com`.
    let suffix: String
    /// Of names that have IPv6, too: `aws`, behind `api.` for services and `on.` for registries.
    let dualStackSuffix: String

    static func of(_ region: String) -> AWSPartition {
        others.first { region.hasPrefix($0.prefix) }?.partition
            ?? AWSPartition(suffix: "amazonaws.com", dualStackSuffix: "aws")
    }

    private static let others: [(prefix: String, partition: AWSPartition)] = [
        ("cn-", AWSPartition(suffix: "amazonaws.com.cn", dualStackSuffix: "amazonwebservices.com.cn")),
        ("eusc-", AWSPartition(suffix: "amazonaws.eu", dualStackSuffix: "amazonwebservices.eu")),
        ("us-iso-", AWSPartition(suffix: "c2s.ic.gov", dualStackSuffix: "aws.ic.gov")),
        ("us-isob-", AWSPartition(suffix: "sc2s.sgov.gov", dualStackSuffix: "aws.scloud")),
        ("eu-isoe-", AWSPartition(suffix: "cloud.adc-e.uk", dualStackSuffix: "cloud-aws.adc-e.uk")),
        ("us-isof-", AWSPartition(suffix: "csp.hci.ic.gov", dualStackSuffix: "aws.hci.ic.gov")),
    ]
}
