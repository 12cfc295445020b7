import Testing

@testable import Manifests

@Suite struct CopyOnWriteTests {
    @Test func aCopyKeepsItsValueWhenTheOtherChanges() {
        var one = CopyOnWrite([1, 2])
        let other = one
        one.value.append(3)
        #expect(one.value == [1, 2, 3])
        #expect(other.value == [1, 2])
        #expect(one != other)
    }

    @Test func equalValuesAreEqualWhereverTheyStand() {
        #expect(CopyOnWrite("a") == CopyOnWrite("a"))
        #expect(Set([CopyOnWrite("a"), CopyOnWrite("a"), CopyOnWrite("b")]).count == 2)
    }
}
