import ImageModel
import Planning

extension SnapshotHold {
    /// - Parameter today: `2026-11-20`
    init(_ hold: Hold, today: String, _ pool: inout TextPool) {
        let parts =
            [("--image", hold.image?.text), ("--file", hold.file), ("--object", hold.object)]
            + [("--field", hold.field)]
        let given = parts.compactMap { option, value in value.map { (option, SnapshotLimits.bounded($0)) } }
        self.init(
            place: given.map(\.1).joined(separator: " · "), from: pool.text(hold.from), to: pool.text(hold.to),
            digests: hold.digests.prefix(SnapshotLimits.changes).map(\.description), lapse: hold.lapse.rawValue,
            until: hold.until, reason: pool.text(hold.reason), who: pool.text(hold.who), since: hold.since,
            isExpired: hold.isExpired(on: today), release: given.flatMap { [$0.0, $0.1] })
    }
}
