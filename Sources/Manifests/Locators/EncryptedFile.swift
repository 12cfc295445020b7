import YAMLSource

/// Files that sops has encrypted: its checksum covers what stands there in the clear too, so that nothing in them can be
/// written but by sops (getsops.io, "Message Authentication Code").
enum EncryptedFile {
    static func mark(_ scan: inout FileScan, in file: SourceFile) {
        guard !scan.occurrences.isEmpty, file.text.contains("sops"), file.text.contains("mac"),
            let documents = try? file.documents(), documents.contains(where: { $0["sops"]?.resolved["mac"] != nil })
        else { return }
        for index in scan.occurrences.indices { scan.occurrences[index].directives.otherController = marker }
    }

    private static let marker = LineDirectives.sops
}
