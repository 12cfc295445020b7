/// Words for a shell, on this machine or behind `ssh`.
package enum ShellWord {
    /// One word whatever it holds: in single quotes, with `'` and `!` outside them, as git quotes.
    static func quoted(_ text: String) -> String {
        let isPlain = text.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "/"), UInt8(ascii: "."), UInt8(ascii: "_"),
                UInt8(ascii: "-"):
                true
            default: false
            }
        }
        return isPlain && !text.isEmpty ? text : always(text)
    }

    package static func always(_ text: String) -> String {
        var word = "'"
        for scalar in text.unicodeScalars {
            if scalar == "'" || scalar == "!" {
                word += "'\\"
                word.unicodeScalars.append(scalar)
                word += "'"
            } else {
                word.unicodeScalars.append(scalar)
            }
        }
        return word + "'"
    }
}
