/// `[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*`, segments joined by `/` (distribution/reference).
enum PathGrammar {
    static func matches(_ path: String) -> Bool {
        path.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false).allSatisfy(isComponent)
    }

    private static func isComponent(_ bytes: Substring.UTF8View) -> Bool {
        var separator: [UInt8] = []
        var afterAlphanumeric = false
        for byte in bytes {
            if byte.isLowerAlphanumeric {
                guard separator.isEmpty || isSeparator(separator) else { return false }
                separator.removeAll(keepingCapacity: true)
                afterAlphanumeric = true
            } else {
                guard afterAlphanumeric else { return false }
                separator.append(byte)
            }
        }
        return afterAlphanumeric && separator.isEmpty
    }

    private static func isSeparator(_ bytes: [UInt8]) -> Bool {
        switch bytes.first {
        case UInt8(ascii: "."): bytes.count == 1
        case UInt8(ascii: "_"): bytes.count <= 2 && bytes.allSatisfy { $0 == UInt8(ascii: "_") }
        case UInt8(ascii: "-"): bytes.allSatisfy { $0 == UInt8(ascii: "-") }
        default: false
        }
    }
}

/// A DNS name, an IPv4 address or a bracketed IPv6 address, with an optional port (distribution/reference).
enum HostGrammar {
    static func matches(_ host: String) -> Bool {
        if host.hasPrefix("[") {
            guard let end = host.firstIndex(of: "]") else { return false }
            let address = host[host.index(after: host.startIndex)..<end]
            return isIPv6(address) && isPort(host[host.index(after: end)...])
        }
        let name = host.prefix { $0 != ":" }
        return isName(name) && isPort(host[name.endIndex...])
    }

    private static func isName(_ name: Substring) -> Bool {
        name.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false).allSatisfy { label in
            guard let first = label.first, let last = label.last else { return false }
            return first.isAlphanumeric && last.isAlphanumeric
                && label.allSatisfy { $0.isAlphanumeric || $0 == UInt8(ascii: "-") }
        }
    }

    private static func isIPv6(_ address: Substring) -> Bool {
        !address.isEmpty
            && address.utf8.allSatisfy {
                $0 == UInt8(ascii: ":") || $0.isDigit || ($0 | 0x20).isLowerHexDigit
            }
    }

    private static func isPort(_ text: Substring) -> Bool {
        if text.isEmpty { return true }
        let digits = text.dropFirst()
        return text.first == ":" && !digits.isEmpty && digits.utf8.allSatisfy(\.isDigit)
    }
}
