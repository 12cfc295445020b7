/// `host/path:tag`, `host/path@digest` or both (distribution/reference), as it can be told apart from other words. A zero
/// byte stands for a template.
enum ReferenceShape {
    static func matches(_ word: ArraySlice<UInt8>) -> Bool {
        guard let slash = word.firstIndex(of: UInt8(ascii: "/")), isHost(word[..<slash]),
            !forges.contains(where: { word[..<slash].elementsEqual($0) }), !isLabelDomain(word[..<slash])
        else { return false }
        let rest = word[(slash + 1)...]
        let path = rest.prefix { $0 != UInt8(ascii: ":") && $0 != UInt8(ascii: "@") }
        return isPath(path) && isSuffix(rest[path.endIndex...]) && !isNetwork(word[..<slash], path)
    }

    /// `10.0.0.0/8:443`: addresses that may be reached, and a port.
    private static func isNetwork(_ host: ArraySlice<UInt8>, _ path: ArraySlice<UInt8>) -> Bool {
        path.count <= 2 && path.allSatisfy(\.isDigit) && host.allSatisfy { $0.isDigit || $0 == UInt8(ascii: ".") }
    }

    /// `node.kubernetes.io/instance-type:m5.large`: what stands in front of the names of labels and taints is no registry.
    private static func isLabelDomain(_ host: ArraySlice<UInt8>) -> Bool {
        labelDomains.contains { domain in
            guard host.count >= domain.count, host.suffix(domain.count).elementsEqual(domain) else { return false }
            return host.count == domain.count || host[host.endIndex - domain.count - 1] == UInt8(ascii: ".")
        }
    }

    private static let labelDomains = ["kubernetes.io", "eks.amazonaws.com", "karpenter.sh"].map { Array($0.utf8) }

    /// Hosts of sources, which serve no images: `github.com/org/tool:branch`.
    private static let forges = ["github.com", "gitlab.com", "bitbucket.org", "codeberg.org"].map { Array($0.utf8) }

    /// A lower-case name that ends like a domain, an address, or anything with a port.
    private static func isHost(_ host: ArraySlice<UInt8>) -> Bool {
        let name = host.prefix { $0 != UInt8(ascii: ":") }
        let port = host[name.endIndex...].dropFirst()
        guard port.allSatisfy(\.isDigit), port.isEmpty == (name.count == host.count), port.count <= 5 else {
            return false
        }
        let labels = name.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        guard labels.allSatisfy(isLabel), let last = labels.last else { return false }
        if !port.isEmpty || name.elementsEqual("localhost".utf8) { return true }
        let isAddress = labels.count == 4 && labels.allSatisfy { $0.allSatisfy(\.isDigit) }
        return isAddress || labels.count > 1 && last.count > 1 && last.allSatisfy(\.isLowercaseLetter)
    }

    private static func isLabel(_ label: ArraySlice<UInt8>) -> Bool {
        guard let first = label.first, let last = label.last else { return false }
        return first != UInt8(ascii: "-") && last != UInt8(ascii: "-")
            && label.allSatisfy { $0.isLowercaseLetter || $0.isDigit || $0 == UInt8(ascii: "-") }
    }

    private static func isPath(_ path: ArraySlice<UInt8>) -> Bool {
        path.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false).allSatisfy { segment in
            guard let first = segment.first, let last = segment.last else { return false }
            return !first.isSeparator && !last.isSeparator
                && segment.allSatisfy { $0.isLowercaseLetter || $0.isDigit || $0.isSeparator || $0 == 0 }
        }
    }

    private static func isSuffix(_ suffix: ArraySlice<UInt8>) -> Bool {
        guard suffix.first == UInt8(ascii: ":") else { return isDigest(suffix) }
        let tag = suffix.dropFirst().prefix { $0 != UInt8(ascii: "@") }
        let digest = suffix[tag.endIndex...]
        return isTag(tag) && (digest.isEmpty || isDigest(digest))
    }

    private static func isTag(_ tag: ArraySlice<UInt8>) -> Bool {
        guard let first = tag.first, first != UInt8(ascii: "."), first != UInt8(ascii: "-"), tag.count <= 128 else {
            return false
        }
        return tag.allSatisfy {
            $0.isLowercaseLetter || $0.isUppercaseLetter || $0.isDigit || $0.isSeparator || $0 == 0
        }
            && !taintEffects.contains { tag.starts(with: $0) }
    }

    /// `node.kubernetes.io/unreachable:NoExecute` is a taint.
    private static let taintEffects = ["NoSchedule", "NoExecute", "PreferNoSchedule"].map { Array($0.utf8) }

    private static func isDigest(_ text: ArraySlice<UInt8>) -> Bool {
        let prefix = "@sha256:".utf8
        guard text.first == UInt8(ascii: "@") else { return false }
        if text.dropFirst().elementsEqual([0]) { return true }
        guard text.starts(with: prefix) else { return false }
        let digits = text.dropFirst(prefix.count)
        return digits.elementsEqual([0]) || digits.count == 64 && digits.allSatisfy(\.isLowerHexDigit)
    }
}

extension UInt8 {
    fileprivate var isDigit: Bool { self >= UInt8(ascii: "0") && self <= UInt8(ascii: "9") }
    fileprivate var isLowercaseLetter: Bool { self >= UInt8(ascii: "a") && self <= UInt8(ascii: "z") }
    fileprivate var isUppercaseLetter: Bool { self >= UInt8(ascii: "A") && self <= UInt8(ascii: "Z") }
    fileprivate var isLowerHexDigit: Bool { isDigit || self >= UInt8(ascii: "a") && self <= UInt8(ascii: "f") }

    /// What stands between letters and digits of a name: `.`, `_` and `-`.
    fileprivate var isSeparator: Bool {
        self == UInt8(ascii: ".") || self == UInt8(ascii: "_") || self == UInt8(ascii: "-")
    }
}
