import Foundation

/// Objects, the one version that counts every write, and the writes themselves in their order.
// @unchecked: everything that changes is touched only between `lock` and `unlock` of the condition, by `locked`.
final class StandInStore: @unchecked Sendable {
    struct Key: Hashable, Comparable, Sendable {
        let namespace: String
        let name: String

        static func < (one: Key, other: Key) -> Bool { (one.namespace, one.name) < (other.namespace, other.name) }
    }

    struct Write: Sendable {
        let version: Int
        let identity: StandInKind.Identity
        let key: Key
        let before: APIJSON?
        /// For a deletion `before` with the version of the deletion.
        let after: APIJSON?
        let deleted: APIJSON?
    }

    struct State {
        var kinds = StandInKind.builtIn
        var version = 1_000
        var objects: [StandInKind.Identity: [Key: APIJSON]] = [:]
        var writes: [Write] = []
        /// Writes up to this version are forgotten.
        var forgotten = 999
        /// What lists with pages go on from, by the version of their first page.
        var snapshots: [Int: [Key: APIJSON]] = [:]
        var isStopped = false
    }

    private let condition = NSCondition()
    private var state = State()

    /// Reads or changes the state; whoever waits looks again afterwards.
    func locked<Result>(_ body: (inout State) throws -> Result) rethrows -> Result {
        condition.lock()
        defer {
            condition.broadcast()
            condition.unlock()
        }
        return try body(&state)
    }

    /// Waits until `body` gives something or the time is over.
    func wait<Result>(until end: Date, _ body: (State) -> Result?) -> Result? {
        condition.lock()
        defer { condition.unlock() }
        while !state.isStopped {
            if let result = body(state) { return result }
            if !condition.wait(until: end) { return body(state) }
        }
        return nil
    }
}

extension StandInStore.State {
    func kind(_ target: StandInTarget) -> StandInKind? {
        kinds.first { ($0.group, $0.version, $0.plural) == (target.group, target.version, target.resource) }
    }

    func object(_ kind: StandInKind, _ key: StandInStore.Key) -> APIJSON? { objects[kind.identity]?[key] }

    /// Puts an object in its place, or takes it away, under the next version.
    @discardableResult
    mutating func write(_ object: APIJSON?, _ kind: StandInKind, _ key: StandInStore.Key) -> APIJSON? {
        let before = objects[kind.identity]?[key]
        version += 1
        var after = object
        var deleted = object == nil ? before : nil
        after?["metadata"]?["resourceVersion"] = .string(String(version))
        deleted?["metadata"]?["resourceVersion"] = .string(String(version))
        objects[kind.identity, default: [:]][key] = after
        writes.append(
            .init(
                version: version, identity: kind.identity, key: key, before: before, after: after, deleted: deleted))
        if kind.identity == StandInKind.definitions.identity { reloadCustomKinds() }
        return after ?? deleted
    }

    private mutating func reloadCustomKinds() {
        let definitions = objects[StandInKind.definitions.identity] ?? [:]
        kinds = StandInKind.builtIn + definitions.values.flatMap(StandInKind.custom)
    }

    /// Forgets every write so far, as etcd's compaction does.
    mutating func compact() {
        writes = []
        forgotten = version
        snapshots = [:]
    }
}
