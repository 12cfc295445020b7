import ImageModel
import Manifests
import YAMLSource

/// Writes what most files hold; ``ScanReader`` reads it.
enum ScanWriter {
    static func write(_ scan: FileScan, _ texts: inout TextTable, _ out: inout ByteWriter) {
        out.number(scan.occurrences.count)
        for occurrence in scan.occurrences { write(occurrence, &texts, &out) }
        out.number(scan.findings.count)
        for finding in scan.findings {
            out.number(texts.number(of: finding.reason.rawValue))
            out.number(texts.number(of: finding.message))
            out.number(finding.location?.line ?? 0)
            out.number(finding.location?.column ?? 0)
        }
        out.number(scan.pullSecrets.workloads.count)
        for workload in scan.pullSecrets.workloads { write(workload, &texts, &out) }
        out.number(scan.fingerprint == nil ? 0 : 1)
        if let value = scan.fingerprint?.value {
            out.number(Int(value >> 32))
            out.number(Int(UInt32(truncatingIfNeeded: value)))
        }
    }

    private static func write(_ workload: PullSecretWorkload, _ texts: inout TextTable, _ out: inout ByteWriter) {
        let object = workload.object
        for text in [object.apiVersion, object.kind, object.namespace, object.name, workload.field, workload.account] {
            out.number(texts.number(of: text))
        }
        out.number(workload.secrets.count)
        for secret in workload.secrets {
            out.number(texts.number(of: secret.name))
            out.number(secret.location.line)
            out.number(secret.location.column)
        }
    }

    private static func write(_ occurrence: ImageOccurrence, _ texts: inout TextTable, _ out: inout ByteWriter) {
        guard case .whole(let site) = occurrence.parts else { return }
        let object = occurrence.object
        let directives = occurrence.directives
        for text in [
            object?.apiVersion, object?.kind, object?.namespace, object?.name, occurrence.field,
            occurrence.kind.rawValue, occurrence.pinnedName, directives.follow, directives.otherController,
            directives.unknown, site.field, site.value, occurrence.element,
        ] {
            out.number(texts.number(of: text))
        }
        out.number(directives.ignore ? 1 : 0)
        out.number(occurrence.platforms.count)
        for platform in occurrence.platforms { out.number(texts.number(of: platform.description)) }
        for number in [
            occurrence.location.line, occurrence.location.column, site.location.line, site.location.column,
            site.extent.lowerBound, site.extent.count,
        ] {
            out.number(number)
        }
        write(site.id.address, &out)
    }

    private static func write(_ address: SiteAddress, _ out: inout ByteWriter) {
        let numbers: [Int] =
            switch address {
            case .scalar(let index): [0, index, 0, 0]
            case .part(let index, let range): [1, index, range.lowerBound, range.count]
            case .text(let range): [2, 0, range.lowerBound, range.count]
            // Only beside others, in values and kustomizations.
            case .insertion: [3, 0, 0, 0]
            }
        for number in numbers { out.number(number) }
    }
}
