import Testing

@testable import Planning

@Suite struct CalendarFormatTests {
    @Test(
        arguments: [
            ("YYYY.0M.0D", "2024.01.31", [2024, 1, 31]),
            ("YYYY.MM.DD", "2024.1.31", [2024, 1, 31]),
            ("YYYY.MM.DD", "2024.01.31", [2024, 1, 31]),
            ("YYYYMMDD", "20240131", [2024, 1, 31]),
            ("YYMM", "2401", [24, 1]),
            ("YY.MM", "24.10", [24, 10]),
            ("0Y.0M.MICRO", "24.04.12", [24, 4, 12]),
            ("YYYY.MINOR.MICRO", "2024.3.0", [2024, 3, 0]),
            ("vYYYY-0W", "v2024-52", [2024, 52]),
            ("YYYYMMDD.MICRO", "20240131.7", [2024, 1, 31, 7]),
            ("release-YYYY-0M-0D", "release-2024-01-31", [2024, 1, 31]),
        ])
    func reads(_ format: String, _ tag: String, _ numbers: [Int]) throws {
        #expect(try CalendarFormat(format).numbers(tag) == numbers)
    }

    @Test(
        arguments: [
            ("YYYY.0M.0D", "2024.1.31"), ("YYYY.0M.0D", "2024.13.01"), ("YYYY.0M.0D", "2024.12.32"),
            ("YYYY.0M.0D", "2024.12.31-rc1"), ("YYYYMMDD", "2024131"), ("YY.MM", "latest"), ("YYYY.0W", "2024.54"),
            ("YYYY.0M", ""), ("YYYY.MICRO", "2024.99999999999999999999"),
        ])
    func passesOver(_ format: String, _ tag: String) throws {
        #expect(try CalendarFormat(format).numbers(tag) == nil)
    }

    @Test(
        arguments: [
            ("MM.DD", "'MM.DD' has no year: YYYY, YY or 0Y"),
            ("yyyy.mm", "'yyyy.mm' has no year: YYYY, YY or 0Y"),
            ("0D.0M.YYYY", "'0D.0M.YYYY' has to go from the year to the day, each once"),
            ("YYYY.YY", "'YYYY.YY' has to go from the year to the day, each once"),
            ("MAJORYYYY", "'MAJORYYYY': a separator is missing behind a number of any length"),
            ("YYYY.1", "'YYYY.1': a digit stands for no part of a date"),
        ])
    func errors(_ text: String, _ message: String) {
        let error = #expect(throws: PatternError.self) { try CalendarFormat(text) }
        #expect(error?.description == message)
    }
}
