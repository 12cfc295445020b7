internal import CLibYAML

/// What libyaml makes of the end of a line, read as if it were a file.
enum LineReading {
    /// Whether a spelled scalar, with what follows it on its line, reads as nothing but the scalar of that value.
    static func isScalar(_ spelled: [UInt8], before rest: ArraySlice<UInt8>, of value: [UInt8]) -> Bool {
        let line = rest.isEmpty ? spelled : spelled + rest
        return unsafe line.withUnsafeBufferPointer { buffer in
            let parser = unsafe LibYAMLParser(reading: buffer)
            return parser.reads(YAML_STREAM_START_EVENT) && parser.reads(YAML_DOCUMENT_START_EVENT)
                && parser.reads(YAML_SCALAR_EVENT) && parser.readScalar(value, spelledLike: spelled)
                && parser.reads(YAML_DOCUMENT_END_EVENT) && parser.reads(YAML_STREAM_END_EVENT)
        }
    }
}

extension LibYAMLParser {
    fileprivate func reads(_ type: yaml_event_type_t) -> Bool {
        unsafe advance() && event.pointee.type == type
    }

    /// Whether the current event, a scalar, has a value and is written in the style that its first byte says.
    fileprivate func readScalar(_ value: [UInt8], spelledLike spelled: [UInt8]) -> Bool {
        let data = unsafe event.pointee.data.scalar
        let style: YAMLStyle =
            switch spelled.first {
            case UInt8(ascii: "'"): .singleQuoted
            case UInt8(ascii: "\""): .doubleQuoted
            default: .plain
            }
        let isBare = unsafe data.anchor == nil && data.tag == nil
        return unsafe isBare && YAMLStyle(data.style) == style
            && UnsafeBufferPointer(start: data.value, count: data.length).elementsEqual(value)
    }
}
