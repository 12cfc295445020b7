import Testing

@testable import Controller

@Suite struct WorkQueueTests {
    private func queue(share: Int = 8) async -> WorkQueue<String, ContinuousClock> {
        let queue = WorkQueue<String, ContinuousClock>(clock: ContinuousClock(), share: share) {
            String($0.prefix { $0 != "/" })
        }
        await queue.open()
        return queue
    }

    @Test func whatIsAddedTwiceIsTakenOnce() async {
        let queue = await queue()
        await queue.add("a/1")
        await queue.add("a/1")
        #expect(await queue.next()?.key == "a/1")
        #expect(await queue.depth == 0)
    }

    @Test func theEarlierTimeCounts() async {
        let queue = await queue()
        await queue.add("a/1", after: .seconds(3_600))
        await queue.add("a/1")
        #expect(await queue.next()?.key == "a/1")
        await queue.add("a/2")
        await queue.add("a/2", after: .seconds(3_600))
        #expect(await queue.next()?.key == "a/2")
    }

    @Test func aKeyIsNeverWorkedOnTwiceAtOnce() async {
        let queue = await queue()
        await queue.add("a/1")
        _ = await queue.next()
        await queue.add("a/1")
        await queue.add("a/2")
        #expect(await queue.next()?.key == "a/2")
        await queue.finish("a/1")
        #expect(await queue.next()?.key == "a/1")
    }

    @Test func aGroupHasNoMoreThanItsShareWhileOthersWait() async {
        let queue = await queue(share: 1)
        await queue.add("a/1")
        await queue.add("a/2")
        await queue.add("b/1")
        #expect(await queue.next()?.key == "a/1")
        #expect(await queue.next()?.key == "b/1")
        await queue.finish("a/1")
        #expect(await queue.next()?.key == "a/2")
    }

    /// Whoever comes last with little waits for one turn of each of the others, not for all that they have.
    @Test func groupsTakeTurns() async {
        let queue = await queue(share: 1)
        for number in 1...50 {
            await queue.add("a/\(number)")
            await queue.add("b/\(number)")
        }
        var taken: [String] = []
        func turn() async {
            guard let item = await queue.next() else { return }
            taken.append(item.key)
            await queue.finish(item.key)
        }
        await turn()
        await queue.add("c/1")
        for _ in 0..<4 { await turn() }
        #expect(taken == ["a/1", "b/1", "c/1", "a/2", "b/2"])
    }

    /// With all but one place taken by those who have much to do, the last one is for who has nothing under way.
    @Test func theLastPlaceIsForWhoHasNothingUnderWay() async {
        let queue = await queue(share: 3)
        for number in 1...9 { await queue.add("a/\(number)") }
        await queue.add("b/1")
        for _ in 0..<4 { _ = await queue.next() }
        await queue.add("c/1")
        await queue.finish("b/1")
        #expect(await queue.next()?.key == "c/1")
    }

    @Test func aKeyComesAtItsTime() async {
        let queue = await queue()
        let begun = ContinuousClock.now
        await queue.add("a/1", after: .milliseconds(60))
        #expect(await queue.next()?.key == "a/1")
        #expect(begun.duration(to: .now) >= .milliseconds(60))
    }

    @Test func whoWaitsIsLetGoWhenItCloses() async {
        let queue = await queue()
        async let item = queue.next()
        await queue.close()
        #expect(await item == nil)
        await queue.add("a/1")
        #expect(await queue.depth == 0)
    }

    @Test func whatIsRemovedDoesNotCome() async {
        let queue = await queue()
        await queue.add("a/1")
        await queue.remove("a/1")
        await queue.add("a/2")
        #expect(await queue.next()?.key == "a/2")
    }

    @Test func manyTakersTakeEverythingOnce() async {
        let queue = await queue()
        for number in 0..<500 { await queue.add("g\(number % 7)/\(number)", after: .milliseconds(number % 5)) }
        let taken = await withTaskGroup(of: [String].self) { group in
            for _ in 0..<8 {
                group.addTask {
                    var mine: [String] = []
                    while let item = await queue.next() {
                        mine.append(item.key)
                        await queue.finish(item.key)
                        if await queue.depth == 0 { await queue.close() }
                    }
                    return mine
                }
            }
            return await group.reduce(into: []) { $0 += $1 }
        }
        #expect(Set(taken).count == 500)
        #expect(taken.count == 500)
    }
}

extension WorkQueue.Item: Equatable where Key: Equatable {
    static func == (one: Self, other: Self) -> Bool { one.key == other.key }
}

@Suite struct BackoffTests {
    @Test(arguments: [(1, 5), (2, 10), (3, 20), (8, 640), (9, 900), (50, 900)])
    func doublesUpToItsLongest(_ failures: Int, _ seconds: Int) {
        #expect(Backoff().delay(after: failures, jitter: 1) == .seconds(seconds))
        #expect(Backoff().delay(after: failures, jitter: 0) == .seconds(seconds) / 2)
    }

    @Test(arguments: [("90s", 90_000), ("1h30m", 5_400_000), ("500ms", 500), ("1.5m", 90_000)])
    func durationsAreReadAsKubernetesSpellsThem(_ text: String, _ milliseconds: Int) {
        #expect(DurationText.parse(text) == .milliseconds(milliseconds))
    }

    @Test(arguments: ["", "10", "m", "1x", "-5m", "1e9h", "٣m"])
    func whatIsNoDurationIsNone(_ text: String) {
        #expect(DurationText.parse(text) == nil)
    }
}
