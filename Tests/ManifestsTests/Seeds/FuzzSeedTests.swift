import Testing
import YAMLSource

@testable import Manifests

/// Each locator has a seed for the fuzz targets, and all of them pass what the targets check.
@Suite struct FuzzSeedTests {
    /// The names of the locators that the seeds of a target are read by.
    private static func read(by target: FuzzSeed.Target) -> Set<String> {
        Set(FuzzSeed.seeds(of: target).compactMap { $0.locator.map { "\(type(of: $0))" } })
    }

    private static func names(where isWanted: (any Locator) -> Bool) -> Set<String> {
        Set(Locators.all.filter(isWanted).map { "\(type(of: $0))" })
    }

    @Test func everyLocatorOfTextHasASeedOfItsOwn() {
        let wanted = Self.names { $0 is any TextLocator }
        #expect(wanted.count > 10)
        #expect(wanted.subtracting(Self.read(by: .text)).sorted() == [])
    }

    @Test func everyOtherLocatorHasASeed() {
        let wanted = Self.names { !($0 is any TextLocator) }
        #expect(wanted.count > 20)
        #expect(wanted.subtracting(Self.read(by: .locators)).sorted() == [])
    }

    /// Only what reads text finds bytes of the text.
    @Test(arguments: FuzzSeed.all) func sitesAreOfTheLocatorsKind(_ seed: FuzzSeed) {
        let isText = seed.locator is any TextLocator
        let sites = LocatorCheck.scan(seed.content, as: seed.path).occurrences.flatMap(\.parts.sites)
        let isYAML = (try? YAMLStream(bytes: seed.content)) != nil
        #expect(sites.allSatisfy { $0.isText == (isText || !isYAML) })
    }

    @Test(arguments: FuzzSeed.all) func itHoldsAReferenceAndPasses(_ seed: FuzzSeed) {
        let scan = LocatorCheck.scan(seed.content, as: seed.path)
        #expect(seed.target == .yaml || scan.holdsReference || !scan.replacements.isEmpty || !scan.templates.isEmpty)
        #expect(seed.problem(of: seed.content) == nil)
    }

    /// What is found in a seed can be written, and is found again where it was.
    @Test(arguments: FuzzSeed.seeds(of: .text)) func whatIsWrittenIsFoundAgain(_ seed: FuzzSeed) throws {
        let value = "registry.example/app:1"
        for site in LocatorCheck.scan(seed.content, as: seed.path).occurrences.flatMap(\.parts.sites) {
            guard case .text(let range) = site.id.address, !site.field.hasSuffix(".digest"),
                !site.field.hasSuffix(".tag")
            else { continue }
            let edited = try SiteWriting.apply([SiteWrite(site: site, value: value)], to: seed.content)
            let again = LocatorCheck.scan(edited, as: seed.path).occurrences.flatMap(\.parts.sites)
            #expect(again.contains { $0.extent.lowerBound == range.lowerBound && $0.value == value }, "\(site.field)")
        }
    }
}
