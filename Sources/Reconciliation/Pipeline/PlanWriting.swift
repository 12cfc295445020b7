import ImageModel
package import Manifests
package import Planning
import YAMLSource

/// Turns a plan's edits into bytes, and reads them back before anybody else does.
package struct PlanWriting: Sendable {
    /// The plan; references whose files did not stand the check are blocked in it.
    package private(set) var plan: Plan
    package private(set) var changes: [FileChange] = []
    private let locator: FileLocator
    private let scans: [RepositoryPath: FileScan]

    /// - Parameters:
    ///   - plan: what is to be written.
    ///   - scan: what it was planned on.
    ///   - files: the same files.
    ///   - locator: reads back what was written.
    package init(
        _ plan: Plan, _ scan: RepositoryScan, _ files: some RepositoryFiles, locator: FileLocator = FileLocator()
    ) async throws(ReconciliationError) {
        self.plan = plan
        self.locator = locator
        scans = plan.changes.isEmpty ? [:] : scan.scans.reduce(into: [:]) { $0[$1.file] = $1 }
        while true {
            let (written, failures) = try await write(files)
            let failed = failures.isEmpty ? misread(written, scan) : failures
            guard !failed.isEmpty, !plan.changes.isEmpty else {
                changes = written.map(\.change).sorted { $0.path < $1.path }
                return
            }
            block(failed)
        }
    }

    /// Why groups of references cannot be written.
    private typealias Failures = [Int: String]

    /// A file's new bytes, and what is found in them.
    private typealias Written = (change: FileChange, scan: FileScan)

    private func write(_ files: some RepositoryFiles) async throws(ReconciliationError) -> ([Written], Failures) {
        var written: [Written] = []
        var failures: Failures = [:]
        for (path, writes) in writesByFile {
            guard let old = try await files.read(path) else {
                fail(path, "\(path) is gone", &failures)
                continue
            }
            do throws(YAMLSourceError) {
                written.append(try write(writes, path, old))
            } catch {
                fail(path, "\(path):\(error)", &failures)
            }
        }
        return (written, failures)
    }

    private func write(
        _ writes: [SiteWrite], _ path: RepositoryPath, _ old: [UInt8]
    ) throws(YAMLSourceError) -> Written {
        let new = try locator.edited(path, old, by: writes, scannedAs: scans[path])
        return (FileChange(path: path, old: old, new: new.bytes), new.scan)
    }

    /// Each site once, though several references may name it.
    private var writesByFile: [RepositoryPath: [SiteWrite]] {
        var writes: [SiteID: SiteWrite] = [:]
        for edit in plan.changes.flatMap(\.edits) { writes[edit.site.id] = SiteWrite(site: edit.site, value: edit.to) }
        return Dictionary(grouping: writes.values, by: \.site.id.file)
    }

    private func fail(_ path: RepositoryPath, _ message: String, _ failures: inout Failures) {
        for reference in plan.changes where reference.edits.contains(where: { $0.site.id.file == path }) {
            failures[reference.group] = message
        }
    }

    /// Locates everything again in the new bytes: what is rendered has to be what was planned, and nothing else moved.
    private func misread(_ written: [Written], _ scan: RepositoryScan) -> Failures {
        guard !plan.changes.isEmpty else { return [:] }
        let edited = Dictionary(uniqueKeysWithValues: written.map { ($0.change.path, $0.scan) })
        let scans = scan.scans.map { edited[$0.file] ?? $0 }
        let found = EffectiveTexts(RenderGraph(scans))
        let sites = Set(plan.changes.flatMap(\.edits).map(\.site.id))
        var failures: Failures = [:]
        for reference in plan.references where !reads(found.leading(reference.index), as: reference) {
            // What others put a version into is written with those, and is no image by itself.
            if reference.reason == .overridden,
                reference.occurrence.parts.sites.contains(where: { sites.contains($0.id) })
            {
                continue
            }
            for group in groups(behind: reference) {
                failures[group] = "after the edit \(reference.occurrence.field) does not read as planned"
            }
        }
        return failures
    }

    /// Who is to blame for a reference that does not read as planned: its own group; where nothing in that changes,
    /// those that write to its file; where nobody does, everybody.
    private func groups(behind reference: PlannedReference) -> Set<Int> {
        let groups = Set(plan.changes.map(\.group))
        guard !groups.contains(reference.group) else { return [reference.group] }
        let file = reference.occurrence.file
        let inFile = plan.changes.filter { $0.edits.contains { $0.site.id.file == file } }
        return inFile.isEmpty ? groups : Set(inFile.map(\.group))
    }

    /// A reference that changes reads as the same name, tag and digest, others as the very text that stood there.
    private func reads(_ text: String, as reference: PlannedReference) -> Bool {
        guard reference.status == .change else { return text == reference.from }
        guard let found = try? ImageReference(parsing: text), let to = reference.to,
            let wanted = try? ImageReference(parsing: to)
        else { return false }
        return found.repository == wanted.repository && found.digest == wanted.digest
            && (wanted.tag == nil || wanted.tag == found.tag)
    }

    private mutating func block(_ failures: Failures) {
        plan.references = plan.references.map { reference in
            guard reference.status == .change, let message = failures[reference.group] else { return reference }
            return reference.without(.blocked, .verificationFailed, message)
        }
    }
}
