import ArgumentParser
import Planning
import Testing

@testable import Commands

@Suite struct HoldPlaceOptionsTests {
    private func options(_ line: String) throws -> HoldPlaceOptions {
        try HoldPlaceOptions.parse(line.split(separator: " ").map(String.init))
    }

    private static func hold(_ image: String? = nil, file: String? = nil, object: String? = nil, field: String? = nil)
        -> Hold
    {
        var hold = Hold()
        hold.image = image.flatMap { try? PathSegmentPattern($0) }
        (hold.file, hold.object, hold.field) = (file, object, field)
        return hold
    }

    @Test(arguments: [
        ("--image docker.io/library/nginx", true), ("--image nginx", true), ("--image gcr.io/p/nginx", false),
        ("--image docker.io/**", true), ("--image redis", false), ("--image nginx --file a.yaml", false),
        ("--file a.yaml", false),
    ]) func byImage(line: String, isMeant: Bool) throws {
        #expect(try options(line).names(Self.hold("docker.io/library/nginx")) == isMeant)
    }

    @Test(arguments: [("--image gcr.io/**", true), ("--image gcr.io/p/app", false), ("--image app", false)])
    func aHeldPatternIsNamedByItself(line: String, isMeant: Bool) throws {
        #expect(try options(line).names(Self.hold("gcr.io/**")) == isMeant)
    }

    @Test(arguments: [
        ("--file a.yaml", true), ("--file a.yaml --object Deployment/api", true),
        ("--object Deployment/api --field image", true),
        ("--file b.yaml", false), ("--file a.yaml --field other", false), ("--image nginx", false),
    ]) func byPlace(line: String, isMeant: Bool) throws {
        let hold = Self.hold(file: "a.yaml", object: "Deployment/api", field: "image")
        #expect(try options(line).names(hold) == isMeant)
    }

    @Test func aNameIsHeldInFull() throws {
        #expect(try options("--image nginx").hold().image?.text == "**/nginx")
        #expect(try options("--image bitnami/nginx").hold().image?.text == "docker.io/bitnami/nginx")
        #expect(try options("--image gcr.io/*/app").hold().image?.text == "gcr.io/*/app")
        #expect(try options("--file a.yaml --field image").hold().file == "a.yaml")
    }

    @Test func aFieldAloneIsNoPlace() throws {
        let options = try options("--field image")
        let error = #expect(throws: UsageError.self) { try options.hold() }
        #expect(error?.description == "--field goes with --file or --object")
    }

    @Test func itSaysWhatItIs() throws {
        #expect(try options("--image nginx --file a.yaml").description == "nginx a.yaml")
    }
}
