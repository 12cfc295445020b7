internal import CLibYAML

/// libyaml's parser and its current event, freed together.
///
/// It reads the memory it was given until it goes away; nothing of it leaves ``ArenaBuilder``.
@safe
struct LibYAMLParser: ~Copyable {
    private let parser: UnsafeMutablePointer<yaml_parser_t>
    let event: UnsafeMutablePointer<yaml_event_t>

    /// - Parameter text: valid UTF-8 without a byte order mark that outlives the parser.
    init(reading text: UnsafeBufferPointer<UInt8>) {
        unsafe parser = .allocate(capacity: 1)
        unsafe event = .allocate(capacity: 1)
        unsafe event.initialize(to: yaml_event_t())
        unsafe precondition(yaml_parser_initialize(parser) == 1, "out of memory")
        unsafe yaml_parser_set_encoding(parser, YAML_UTF8_ENCODING)
        unsafe yaml_parser_set_input_string(parser, text.baseAddress, text.count)
    }

    deinit {
        unsafe yaml_event_delete(event)
        unsafe yaml_parser_delete(parser)
        unsafe event.deallocate()
        unsafe parser.deallocate()
    }

    /// Frees the current event and reads the next; false where the text is not YAML.
    @inline(__always)
    func advance() -> Bool {
        unsafe yaml_event_delete(event)
        return unsafe yaml_parser_parse(parser, event) == 1
    }

    /// What libyaml says after ``advance()`` returned false.
    var problem: LibYAMLProblem { unsafe LibYAMLProblem(parser.pointee) }
}
