import GitStore
import PinnaceTestSupport
import Reconciliation
import Testing

@testable import Commands

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

@Suite struct FindCommitTests {
    private let directory: TemporaryDirectory
    private let repository: GitRepository
    /// From the newest.
    private let ids: [GitObjectID]

    init() async throws {
        directory = try TemporaryDirectory("find-commit")
        repository = try await GitRepository.create(at: directory.path, bare: true)
        var ids: [GitObjectID] = []
        for number in 0..<3 {
            let signature = GitSignature(
                name: "Ana", email: "ana@example.com", time: Date(timeIntervalSince1970: 1_795_000_000 + Double(number))
            )
            let draft = GitCommitDraft(message: "Number \(number)\n", author: signature)
            ids.insert(
                try await repository.commit(["n": .content([UInt8(number)])], onto: ids.first, draft), at: 0)
        }
        self.ids = ids
    }

    @Test func byItsIdOrTheBeginningOfIt() async throws {
        for id in ids {
            for name in [id.hex, id.hex.uppercased(), id.short, String(id.hex.prefix(12)), id.short.uppercased()] {
                #expect(try await repository.find(name, from: ids[0]) == id)
            }
        }
    }

    @Test(arguments: [("HEAD", 0), ("HEAD~0", 0), ("HEAD~1", 1), ("HEAD~2", 2)])
    func byItsDistance(name: String, index: Int) async throws {
        #expect(try await repository.find(name, from: ids[0]) == ids[index])
    }

    @Test(arguments: [
        "HEAD~3", "HEAD~-1", "HEAD~x", "HEAD~99999999999999999999", "main", "", "abc", "0000000", "v1.0.0", "HEAD^",
    ])
    func whatIsNoCommitIsTold(name: String) async throws {
        let error = await #expect(throws: ReconciliationError.self) { try await repository.find(name, from: ids[0]) }
        #expect(error?.code == .notFound)
        #expect(
            error?.message == "there is no such commit on this branch; give its id, as 'pinnace history' shows it")
    }

    /// The whole id of something that was never committed here.
    @Test func anIdThatIsNotThereIsTold() async throws {
        let name = String(repeating: "ab", count: 20)
        let error = await #expect(throws: ReconciliationError.self) { try await repository.find(name, from: ids[0]) }
        #expect(
            error?.description
                == "\(name): there is no such commit on this branch; give its id, as 'pinnace history' shows it")
    }
}
