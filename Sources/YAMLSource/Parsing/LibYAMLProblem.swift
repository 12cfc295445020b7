internal import CLibYAML

/// A parser's complaint, copied out of libyaml.
struct LibYAMLProblem {
    enum Place {
        case scalar(Int)
        case byte(Int)
    }

    let place: Place
    let message: String
    /// What libyaml was reading, and the mark where that began.
    let context: (text: String, mark: Int)?

    init(_ parser: yaml_parser_t) {
        let problem = unsafe parser.problem.map { unsafe String(cString: $0) } ?? "out of memory"
        if unsafe parser.error == YAML_READER_ERROR {
            place = unsafe .byte(Int(parser.problem_offset))
            let value = unsafe String(parser.problem_value, radix: 16, uppercase: true)
            let padding = String(repeating: "0", count: max(0, 4 - value.count))
            message = "the character U+\(padding)\(value) is not allowed in YAML"
            context = nil
        } else {
            place = unsafe .scalar(Int(parser.problem_mark.index))
            message = problem
            let begin = unsafe Int(parser.context_mark.index)
            context = unsafe parser.context.map { unsafe (String(cString: $0), begin) }
        }
    }

    func error(in source: SourceText) -> YAMLSourceError {
        var mapper = MarkMapper(isASCII: source.isASCII)
        let offset =
            switch place {
            case .scalar(let mark): mapper.offset(of: mark, in: source.payload)
            case .byte(let byte): byte
            }
        var text = Self.advice(for: message, at: offset, in: source.payload) ?? message
        if let context, case let begin = mapper.offset(of: context.mark, in: source.payload), begin != offset {
            text += " \(context.text) that begins at \(source.location(of: begin))"
        }
        return YAMLSourceError(.syntax, text, at: source.location(of: offset))
    }

    /// libyaml's most frequent complaint does not name the character.
    private static func advice(for message: String, at offset: Int, in payload: [UInt8]) -> String? {
        guard message == "found character that cannot start any token", offset < payload.count else { return nil }
        if payload[offset] == UInt8(ascii: "\t") { return "a tab cannot indent here, use spaces" }
        return "a value cannot start with `\(Character(Unicode.Scalar(payload[offset])))`, put it in quotes"
    }
}
