import Testing

@testable import HTTPTransport

@Suite struct IPAddressTests {
    @Test(arguments: [
        ("8.8.8.8", AddressReach.global), ("2001:4860:4860::8888", .global), ("172.32.0.1", .global),
        ("100.128.0.1", .global), ("192.169.0.1", .global), ("::ffff:8.8.8.8", .global), ("64:ff9b::8.8.8.8", .global),
        ("10.0.0.1", .privateNetwork), ("172.16.0.1", .privateNetwork), ("172.31.255.255", .privateNetwork),
        ("192.168.1.1", .privateNetwork), ("100.64.0.1", .privateNetwork), ("100.100.100.200", .privateNetwork),
        ("192.0.0.192", .privateNetwork), ("198.18.0.1", .privateNetwork), ("224.0.0.1", .privateNetwork),
        ("255.255.255.255", .privateNetwork), ("fd12::1", .privateNetwork), ("fc00::1", .privateNetwork),
        ("ff02::1", .privateNetwork), ("::ffff:10.0.0.1", .privateNetwork), ("64:ff9b::10.0.0.1", .privateNetwork),
        ("2002:0a00:0001::", .privateNetwork), ("169.254.169.254", .linkLocal), ("fe80::1", .linkLocal),
        ("fd00:ec2::254", .linkLocal), ("::ffff:169.254.169.254", .linkLocal), ("127.0.0.1", .loopback),
        ("127.255.0.1", .loopback), ("0.0.0.0", .loopback), ("::1", .loopback), ("::", .loopback),
        ("::ffff:127.0.0.1", .loopback), ("::127.0.0.1", .loopback), ("2002:7f00:0001::", .loopback),
    ])
    func reach(_ text: String, _ expected: AddressReach) {
        #expect(IPAddress(text)?.reach == expected)
    }

    @Test(arguments: [
        "", "localhost", "127.1", "0x7f.0.0.1", "2130706433", "1.2.3.4.5", "fe80::1%eth0", "[::1]", "::g",
    ])
    func otherSpellingsAreNoAddress(_ text: String) {
        #expect(IPAddress(text) == nil)
    }

    @Test func bytesAreFourOrSixteen() {
        #expect(IPAddress(bytes: [127, 0, 0, 1]) == IPAddress("127.0.0.1"))
        #expect(IPAddress(bytes: []) == nil)
    }
}
