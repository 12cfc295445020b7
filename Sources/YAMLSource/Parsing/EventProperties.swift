internal import CLibYAML

/// An event's anchor and tag, as libyaml holds them.
@safe
struct EventProperties {
    let anchor: UnsafeMutablePointer<yaml_char_t>?
    let tag: UnsafeMutablePointer<yaml_char_t>?

    init(_ anchor: UnsafeMutablePointer<yaml_char_t>?, _ tag: UnsafeMutablePointer<yaml_char_t>?) {
        unsafe self.anchor = anchor
        unsafe self.tag = tag
    }

    var isEmpty: Bool { unsafe anchor == nil && tag == nil }

    static func string(_ bytes: UnsafeMutablePointer<yaml_char_t>?) -> String? {
        unsafe bytes.map { unsafe String(cString: $0) }
    }
}
