/// The contexts of a Bake file that are folders or other targets (Docker, "Bake file reference", `target.contexts`).
enum BakeContexts {
    static func names(in bytes: [UInt8]) -> OwnNames {
        var names = OwnNames()
        var isInside = false
        var isBehindKeyword = false
        var key: Range<Int>?
        for token in HCLTokens(bytes) {
            switch token {
            case .word(let range), .string(let range):
                if isInside, let name = key {
                    names.add(context: text(name, bytes), text(range, bytes))
                    key = nil
                } else if isInside {
                    key = range
                } else {
                    isBehindKeyword = bytes[range].elementsEqual("contexts".utf8)
                }
            case .symbol(UInt8(ascii: "{")):
                if isBehindKeyword { isInside = true }
                isBehindKeyword = false
                key = nil
            case .symbol(UInt8(ascii: "}")):
                isInside = false
                key = nil
            case .symbol, .lineBreak, .hereDocument: continue
            }
        }
        return names
    }

    private static func text(_ range: Range<Int>, _ bytes: [UInt8]) -> String {
        String(decoding: bytes[range], as: UTF8.self)
    }
}
