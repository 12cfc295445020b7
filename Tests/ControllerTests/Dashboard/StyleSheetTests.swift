import Foundation
import Testing

@testable import Controller

/// Every text can be read on what it stands on, in light and in dark.
@Suite struct StyleSheetTests {
    /// Text colours, what they stand on, and the contrast that WCAG 2.2 asks for: 4.5 for text, 3 for what is not.
    private static let pairs: [(ink: String, ground: String, least: Double)] = [
        ("text", "page", 4.5), ("text", "surface", 4.5), ("text", "code", 4.5), ("text", "accent-soft", 4.5),
        ("minor", "page", 4.5), ("minor", "surface", 4.5), ("minor", "accent-soft", 4.5), ("accent", "page", 4.5),
        ("accent", "surface", 4.5), ("surface", "accent", 4.5), ("good-ink", "good", 4.5), ("news-ink", "news", 4.5),
        ("wait-ink", "wait", 4.5), ("bad-ink", "bad", 4.5), ("calm-ink", "calm", 4.5), ("bad-ink", "surface", 4.5),
        ("news-ink", "surface", 4.5), ("wait-ink", "surface", 4.5), ("focus", "page", 3), ("focus", "surface", 3),
        ("edge", "page", 3), ("edge", "surface", 3), ("good-fill", "surface", 3), ("news-fill", "surface", 3),
        ("wait-fill", "surface", 3), ("bad-fill", "surface", 3), ("calm-fill", "surface", 3),
    ]

    @Test(arguments: ["light", "dark"])
    func textCanBeRead(_ look: String) throws {
        let colours = try Self.colours(look)
        for (ink, ground, least) in Self.pairs {
            let ratio = Self.contrast(try #require(colours[ink], "\(ink)"), try #require(colours[ground], "\(ground)"))
            #expect(ratio >= least, "\(ink) on \(ground) in \(look): \(ratio)")
        }
    }

    @Test func everyColourIsOneOfThePalette() {
        let rules = StyleSheet.text.split(separator: "\n*, *::before").dropFirst().joined()
        #expect(!rules.isEmpty)
        #expect(rules.firstMatch(of: #/#[0-9a-fA-F]{3,8}\b|rgb|hsl/#) == nil)
        let named = Set(StyleSheet.text.matches(of: #/var\(--([a-z-]+)\)/#).map { String($0.1) })
        for look in ["light", "dark"] { #expect((try? Self.colours(look).keys).map { named.subtracting($0) } == []) }
    }

    @Test func nothingIsLoadedFromElsewhere() {
        #expect(!StyleSheet.text.contains("url("))
        #expect(!StyleSheet.text.contains("@import"))
    }

    private static func colours(_ look: String) throws -> [String: [Double]] {
        let parts = StyleSheet.text.split(separator: "@media (prefers-color-scheme: dark)", maxSplits: 1)
        let end = try #require(parts.last?.firstIndex(of: "*"))
        let text = look == "light" ? parts[0] : parts[1][..<end]
        var colours: [String: [Double]] = [:]
        for match in text.matches(of: #/--([a-z-]+): #([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2});/#) {
            colours[String(match.1)] = [match.2, match.3, match.4].map { Double(Int($0, radix: 16) ?? 0) / 255 }
        }
        return colours
    }

    /// WCAG 2.2, relative luminance and contrast ratio.
    private static func contrast(_ one: [Double], _ other: [Double]) -> Double {
        let (a, b) = (luminance(one), luminance(other))
        return (max(a, b) + 0.05) / (min(a, b) + 0.05)
    }

    private static func luminance(_ colour: [Double]) -> Double {
        let linear = colour.map { $0 <= 0.04045 ? $0 / 12.92 : pow(($0 + 0.055) / 1.055, 2.4) }
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
    }
}
