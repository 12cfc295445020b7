import Reconciliation

/// Files that could not be read, or not as a whole.
struct FindingsPage {
    private static let size = 100

    let subject: RepositorySubject
    let query: PageQuery

    var html: HTML {
        subject.page(.findings) {
            Tag.h2(text: "Findings")
            if let snapshot = subject.snapshot { list(snapshot) } else { subject.noSnapshot }
        }
    }

    @HTMLBuilder private func list(_ snapshot: RepositorySnapshot) -> HTML {
        let path = subject.path(.findings, query.keeping(["q", "page"]))
        let search = TextSearch(path.query["q"])
        let found = snapshot.findings.filter { search?.finds(in: [$0.file, $0.reason, $0.message]) ?? true }
        let paging = Paging(found.count, size: Self.size, at: path)
        if snapshot.findings.isEmpty {
            Tag.p(.class("empty"), text: "None. Every file that could name an image was read.")
        } else {
            FilterForm(path: path, fields: [.text(name: "q", label: "File, reason or message")]).html
            if found.isEmpty { Tag.p(.class("empty"), text: "No finding is like that.") } else { table(found, paging) }
        }
        if snapshot.findingsLeftOut > 0 {
            Tag.p(.class("minor")) {
                "\(CountText.text(snapshot.findingsLeftOut)) more are not kept here: 'pinnace scan' lists them all."
            }
        }
    }

    private func table(_ found: [SnapshotFinding], _ paging: Paging) -> HTML {
        var table = DataTable("Findings, \(paging.words)", columns: ["File", "Reason", "Message"], kind: "findings")
        table.add(
            found[paging.range].map { finding in
                table.row([
                    Tag.code(text: finding.line.map { "\(finding.file):\($0)" } ?? finding.file),
                    ReasonLink(code: finding.reason).html, .text(finding.message),
                ])
            })
        return .group([table.html, paging.html])
    }
}
