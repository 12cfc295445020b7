import PinnaceTestSupport

/// The shell in a CI service's file, as its runner would execute it.
struct WorkflowFile {
    private let lines: [Substring]

    init(_ text: String) {
        lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    }

    /// The block scalar of the step: GitHub's `run: |` after `- name: NAME`, GitLab's `- |` after a comment `# NAME`.
    func script(_ name: String) throws -> String {
        let isTitle = { (line: String) in
            line == "- name: \(name)" || line == "# \(name)" || line.hasPrefix("# \(name):")
        }
        guard let title = lines.firstIndex(where: { isTitle(trimmed($0)) }),
            let start = lines[title...].firstIndex(where: { ["run: |", "- |"].contains(trimmed($0)) })
        else { throw TestSupportError("there is no step '\(name)'") }
        let depth = indentation(lines[start])
        let block = lines[(start + 1)...].prefix { trimmed($0).isEmpty || indentation($0) > depth }
        let common = block.filter { !trimmed($0).isEmpty }.map(indentation).min() ?? 0
        return block.map { $0.dropFirst(common) + "\n" }.joined()
    }

    private func trimmed(_ line: Substring) -> String { String(line).trimming { $0 == " " } }

    private func indentation(_ line: Substring) -> Int { line.prefix { $0 == " " }.count }
}
