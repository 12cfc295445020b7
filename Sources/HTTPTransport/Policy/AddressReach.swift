/// How far an address can be reached from, widest first.
///
/// Who is at a wide place must not send us to a narrower one: a registry on the internet has no business with the
/// metadata service of this machine.
package enum AddressReach: Int, Comparable, Sendable {
    /// Routed on the internet.
    case global
    /// Private use, shared address space, unique-local, multicast, reserved.
    case privateNetwork
    /// The local link, where clouds keep their metadata services.
    case linkLocal
    /// This machine.
    case loopback

    package static func < (a: Self, b: Self) -> Bool { a.rawValue < b.rawValue }
}

extension IPAddress {
    /// By the special-purpose registries of IANA (RFC 6890). An IPv6 address that carries an IPv4 address (mapped,
    /// compatible, NAT64, 6to4) counts as that address.
    package var reach: AddressReach {
        if bytes.count == 4 { return Self.reach(v4: bytes) }
        if let carried = carriedV4 { return Self.reach(v4: carried) }
        return Self.reach(v6: bytes)
    }

    package var isLoopback: Bool { reach == .loopback }
    /// Anything that the internet does not route, loopback and link-local included.
    package var isInternal: Bool { reach > .global }

    private static func reach(v4 b: [UInt8]) -> AddressReach {
        switch (b[0], b[1], b[2]) {
        // Connecting to 0.0.0.0 reaches this machine.
        case (127, _, _), (0, _, _): .loopback
        case (169, 254, _): .linkLocal
        case (10, _, _), (172, 16...31, _), (192, 168, _), (100, 64...127, _), (192, 0, 0), (198, 18...19, _),
            (224..., _, _):
            .privateNetwork
        default: .global
        }
    }

    private static func reach(v6 b: [UInt8]) -> AddressReach {
        if b.dropLast().allSatisfy({ $0 == 0 }) && b[15] < 2 { return .loopback }
        switch (b[0], b[1]) {
        case (0xfe, 0x80...0xbf): return .linkLocal
        // fd00:ec2::/32 is where AWS keeps its metadata service.
        case (0xfd, 0x00) where b[2] == 0x0e && b[3] == 0xc2: return .linkLocal
        case (0xfe, 0xc0...0xff), (0xfc...0xfd, _), (0xff, _): return .privateNetwork
        default: return .global
        }
    }

    private var carriedV4: [UInt8]? {
        let head = Array(bytes[..<12])
        let zeros = [UInt8](repeating: 0, count: 10)
        if head == zeros + [0xff, 0xff] || head == [0x00, 0x64, 0xff, 0x9b] + zeros.dropLast(2) {
            return Array(bytes[12...])
        }
        if head == zeros + [0, 0] && bytes[12] != 0 { return Array(bytes[12...]) }
        if bytes[0] == 0x20 && bytes[1] == 0x02 { return Array(bytes[2..<6]) }
        return nil
    }
}
