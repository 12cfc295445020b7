import GitStore
import ImageModel
import Planning
import Testing

@testable import Reconciliation

/// By folder and by object, whatever image stands there.
@Suite struct RollbackByPlaceTests {
    private static let old = "gcr.io/p/app:1.0.0"
    private static let new = "gcr.io/p/app:1.1.0"

    private func line() async throws -> RollbackFixture {
        let paths = ["apps/a/d.yaml", "apps/a2/d.yaml", "apps/b/d.yaml"]
        let fixture = try await RollbackFixture(
            Dictionary(uniqueKeysWithValues: paths.map { ($0, Sample.deployment(Self.old)) }))
        try await fixture.commit(
            Dictionary(uniqueKeysWithValues: paths.map { ($0, Sample.deployment(Self.new)) }), "Go on")
        return fixture
    }

    @Test(
        arguments: [
            ("apps/a", ["apps/a/d.yaml"]), ("./apps/a/", ["apps/a/d.yaml"]), ("apps/b/d.yaml", ["apps/b/d.yaml"]),
            (".", ["apps/a/d.yaml", "apps/a2/d.yaml", "apps/b/d.yaml"]),
        ] as [(String, [String])])
    func whatStandsBelowGoesBack(path: String, files: [String]) async throws {
        let draft = try await line().plan(.places(PlaceSelection(path: path), .previous))
        #expect(draft.paths == files)
        #expect(draft.text(files[0]) == Sample.deployment(Self.old))
        #expect(draft.holds.map(\.file) == files)
        #expect(draft.holds.allSatisfy { $0.image == nil && $0.object == "Deployment/api" })
    }

    @Test(arguments: ["Deployment/api", "Deployment/prod/api"])
    func anObjectInAllItsFiles(_ object: String) async throws {
        let fixture = try await line()
        let places = PlaceSelection(object: object)
        guard object == "Deployment/api" else {
            let error = await #expect(throws: ReconciliationError.self) {
                try await fixture.plan(.places(places, .previous))
            }
            #expect(error?.description == "Deployment/prod/api: no reference stands there now")
            return
        }
        #expect(try await fixture.plan(.places(places, .tag("1.0.0"))).paths.count == 3)
    }

    @Test func allThatIsGivenHasToAgree() async throws {
        let image = try ImageSelection("other")
        let error = await #expect(throws: ReconciliationError.self) {
            try await line().plan(.places(PlaceSelection(image: image, path: "apps"), .previous))
        }
        #expect(error?.description == "other apps: no reference stands there now")
    }

    @Test(
        arguments: [
            ("Deployment/prod/api", "Deployment/prod/api", true), ("Deployment/api", "Deployment/prod/api", true),
            ("Deployment/test/api", "Deployment/prod/api", false), ("api", "Deployment/prod/api", false),
            ("Pod/api", "Deployment/prod/api", false), ("Deployment/api", "Deployment/api", true),
        ])
    func objectsAsPeopleNameThem(typed: String, object: String, isMeant: Bool) {
        let change = HistoryChange(file: "a.yaml", object: object, field: "f", from: nil, to: "x")
        #expect(PlaceSelection(object: typed).contains(change) == isMeant)
    }
}
