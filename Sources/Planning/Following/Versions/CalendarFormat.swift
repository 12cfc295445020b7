/// How a version by date is written (calver.org): `YYYY.0M.0D`, `YYYYMMDD`, `YY.MM.MICRO`.
package struct CalendarFormat: Hashable, Sendable, CustomStringConvertible {
    /// As it was written.
    package let description: String
    private let pieces: [Piece]

    private enum Piece: Hashable, Sendable {
        case literal([UInt8])
        case number(Unit, digits: ClosedRange<Int>)

        /// Its rank among the parts of a date.
        var datePart: Int? {
            guard case .number(let unit, _) = self, unit != .counter else { return nil }
            return unit.rawValue
        }
    }

    private enum Unit: Int, Hashable, Sendable {
        case year, month, week, day, counter

        func admits(_ number: Int) -> Bool {
            switch self {
            case .year, .counter: true
            case .month: (1...12).contains(number)
            case .week: (1...53).contains(number)
            case .day: (1...31).contains(number)
            }
        }
    }

    /// A word that another begins with stands behind that one.
    private static let words: [(text: String, unit: Unit, digits: ClosedRange<Int>)] = [
        ("YYYY", .year, 4...4), ("YY", .year, 1...3), ("0Y", .year, 2...3),
        ("MM", .month, 1...2), ("0M", .month, 2...2), ("WW", .week, 1...2), ("0W", .week, 2...2),
        ("DD", .day, 1...2), ("0D", .day, 2...2),
        ("MAJOR", .counter, 1...18), ("MINOR", .counter, 1...18), ("MICRO", .counter, 1...18),
    ]

    /// - Throws: ``PatternError`` for a format without a year, with a date out of order, or that can be read in two ways.
    package init(_ text: String) throws(PatternError) {
        guard text.utf8.count <= 128, text.utf8.allSatisfy({ $0 < 0x80 }) else {
            throw PatternError("'\(text.prefix(40))' is too long for a format of dates, or not ASCII")
        }
        var pieces: [Piece] = []
        var rest = text[...]
        while let first = rest.first {
            if let word = Self.words.first(where: { rest.hasPrefix($0.text) }) {
                pieces.append(.number(word.unit, digits: word.digits))
                rest = rest.dropFirst(word.text.count)
                continue
            }
            guard !first.isNumber else { throw PatternError("'\(text)': a digit stands for no part of a date") }
            pieces.append(.literal(Array(String(first).utf8)))
            rest = rest.dropFirst()
        }
        self.pieces = try Self.fixed(pieces, text)
        description = text
        try checkOrder()
    }

    /// Without a separator only a fixed number of digits says where a number ends.
    private static func fixed(_ pieces: [Piece], _ text: String) throws(PatternError) -> [Piece] {
        var pieces = pieces
        for (position, piece) in pieces.enumerated().dropLast() {
            guard case .number(let unit, let digits) = piece, case .number = pieces[position + 1] else { continue }
            guard unit != .counter else {
                throw PatternError("'\(text)': a separator is missing behind a number of any length")
            }
            if digits.count > 1 { pieces[position] = .number(unit, digits: 2...2) }
        }
        guard let last = pieces.last, case .number(let unit, let digits) = last, digits == 1...2,
            pieces.count > 1, case .number = pieces[pieces.count - 2]
        else { return pieces }
        pieces[pieces.count - 1] = .number(unit, digits: 2...2)
        return pieces
    }

    private func checkOrder() throws(PatternError) {
        let units = pieces.compactMap(\.datePart)
        guard units.contains(Unit.year.rawValue) else {
            throw PatternError("'\(description)' has no year: YYYY, YY or 0Y")
        }
        guard zip(units, units.dropFirst()).allSatisfy({ $0 < $1 }) else {
            throw PatternError("'\(description)' has to go from the year to the day, each once")
        }
    }

    /// The numbers of a tag in the format's order, which is the order of time; `nil` where it is no such tag.
    func numbers(_ tag: some StringProtocol) -> [Int]? {
        var rest = Array(tag.utf8)[...]
        var numbers: [Int] = []
        for piece in pieces {
            switch piece {
            case .literal(let bytes):
                guard rest.starts(with: bytes) else { return nil }
                rest = rest.dropFirst(bytes.count)
            case .number(let unit, let digits):
                let text = rest.prefix(digits.upperBound).prefix(while: \.isASCIIDigit)
                guard text.count >= digits.lowerBound, let number = Int(String(decoding: text, as: UTF8.self)),
                    unit.admits(number)
                else { return nil }
                numbers.append(number)
                rest = rest.dropFirst(text.count)
            }
        }
        return rest.isEmpty ? numbers : nil
    }
}
