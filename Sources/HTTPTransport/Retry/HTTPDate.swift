/// Dates as HTTP writes them (RFC 9110, section 5.6.7), the two obsolete forms included.
package enum HTTPDate {
    /// Seconds since 1970-01-01T00:00:00Z; `nil` for anything that is not a date.
    package static func parse(_ text: String) -> Int? {
        var parts = text.split { $0 == " " || $0 == "," || $0 == "-" }.map(String.init)
        guard parts.count == 5 || (parts.count == 6 && parts[5] == "GMT") else { return nil }
        // asctime: `Sun Nov  6 08:49:37 1994`.
        if parts.count == 5 { parts = [parts[0], parts[2], parts[1], parts[4], parts[3]] }
        guard let day = number(parts[1], in: 1...31), let month = months.firstIndex(of: parts[2].lowercased()),
            let year = year(parts[3]), let seconds = timeOfDay(parts[4])
        else { return nil }
        return days(year: year, month: month + 1, day: day) * 86_400 + seconds
    }

    private static let months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]

    private static func number(_ text: String, in range: ClosedRange<Int>) -> Int? {
        guard text.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let value = Int(text) else { return nil }
        return range.contains(value) ? value : nil
    }

    private static func year(_ text: String) -> Int? {
        guard text.utf8.count == 2 else { return number(text, in: 1601...9999) }
        return number(text, in: 0...99).map { $0 < 70 ? $0 + 2000 : $0 + 1900 }
    }

    private static func timeOfDay(_ text: String) -> Int? {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 3, let hour = number(parts[0], in: 0...23), let minute = number(parts[1], in: 0...59),
            let second = number(parts[2], in: 0...60)
        else { return nil }
        return hour * 3600 + minute * 60 + second
    }

    /// Days since 1970-01-01 in the proleptic Gregorian calendar, counted in years that begin in March.
    private static func days(year: Int, month: Int, day: Int) -> Int {
        let y = month > 2 ? year : year - 1
        let era = y / 400
        let yearOfEra = y - era * 400
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
    }
}
