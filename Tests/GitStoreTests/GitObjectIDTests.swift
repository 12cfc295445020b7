import GitStore
import Testing

struct GitObjectIDTests {
    @Test func `hex goes in and comes out`() throws {
        let hex = "00ff1234567890abcdef0123456789abcdef0042"
        let id = try #require(GitObjectID(hex))
        #expect(id.hex == hex)
        #expect(id.short == "00ff123")
        #expect(id.bytes.count == 20)
        #expect(GitObjectID(bytes: id.bytes) == id)
        #expect(GitObjectID(hex.uppercased()) == id)
        #expect(GitObjectID.zero < id)
        #expect(GitObjectID.zero.isZero)
    }

    @Test(arguments: ["", "00", "g0ff1234567890abcdef0123456789abcdef0042", "00ff1234567890abcdef0123456789abcdef004é"])
    func `other text is no id`(_ text: String) {
        #expect(GitObjectID(text) == nil)
    }
}
