extension Substring {
    /// Whether this can be a label of a registry's host as the clouds write them: small letters, digits and hyphens.
    var isHostLabel: Bool {
        !isEmpty && utf8.allSatisfy { (0x61...0x7a).contains($0) || (0x30...0x39).contains($0) || $0 == 0x2d }
    }
}
