import Reconciliation

/// A command to be copied into a shell: whatever stands in its arguments, the shell runs this program and nothing else.
struct ShellCommand {
    let words: [String]

    var text: String { words.map(Self.quoted).joined(separator: " ") }

    var html: HTML { Tag.code(.class("command"), .focusable, text: text) }

    private static func quoted(_ word: String) -> String {
        let isPlain =
            !word.isEmpty
            && word.utf8.allSatisfy { byte in
                (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
                    || (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte)
                    || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) || "-._/:@%+=,".utf8.contains(byte)
            }
        guard !isPlain else { return word }
        // What is not seen would be copied all the same.
        let visible = word.unicodeScalars.filter { !$0.isDeceptive }.map(String.init).joined()
        return "'" + visible.replacing("'", with: #"'\''"#) + "'"
    }
}
