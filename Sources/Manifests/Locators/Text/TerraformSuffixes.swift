/// The variables for images that a module puts a registry in front of: `"${var.registry}/${each.value.image}"`.
enum TerraformSuffixes {
    private static let longest = 128

    static func names(in bytes: [UInt8]) -> OwnNames {
        var names = OwnNames()
        let mark = Array("/${".utf8)
        var rest = bytes[...]
        while let found = rest.firstRange(of: mark) {
            rest = bytes[found.upperBound...]
            let expression = rest.prefix(longest).prefix { $0 != UInt8(ascii: "}") }
            guard expression.allSatisfy({ $0.isNameByte || ".[]\"".utf8.contains($0) }),
                let name = expression.split(separator: UInt8(ascii: ".")).last
            else { continue }
            let word = String(decoding: name, as: UTF8.self)
            if word.lowercased().contains("image") { names.add(suffix: word) }
        }
        return names
    }
}
