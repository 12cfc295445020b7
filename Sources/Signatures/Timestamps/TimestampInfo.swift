import SwiftASN1

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// `TSTInfo`: what a time stamping authority says (RFC 3161, 2.4.2).
struct TimestampInfo {
    static let contentType: ASN1ObjectIdentifier = [1, 2, 840, 113549, 1, 9, 16, 1, 4]
    /// ETSI's, under which a time without an accuracy is one of a second (RFC 3628, 5.2).
    private static let baselinePolicy: ASN1ObjectIdentifier = [0, 4, 0, 2023, 1, 1]

    let hash: HashAlgorithm
    /// The hash of what was stamped.
    let imprint: [UInt8]
    let time: Date
    /// How far from ``time`` it may have been, in seconds.
    let accuracy: Double

    init(_ bytes: [UInt8]) throws(SignatureError) {
        guard let info = try? Self(reading: bytes) else {
            throw SignatureError("has a timestamp whose content cannot be read")
        }
        self = info
    }

    /// Its serial number and its nonce may be of any size, and mean nothing here.
    private init(reading bytes: [UInt8]) throws {
        let root = try BER.parse(bytes)
        guard root.identifier == .sequence else { throw Malformed() }
        var nodes = try root.children[...]
        func next() throws -> ASN1Node {
            guard let node = nodes.popFirst() else { throw Malformed() }
            return node
        }
        guard try Int(derEncoded: next()) == 1 else { throw Malformed() }
        let policy = try ASN1ObjectIdentifier(derEncoded: next())
        (hash, imprint) = try Self.imprint(next())
        guard try next().identifier == .integer else { throw Malformed() }
        time = try Self.date(GeneralizedTime(berEncoded: next()))
        if nodes.first?.identifier == .sequence {
            accuracy = try Self.accuracy(next())
        } else {
            accuracy = policy == Self.baselinePolicy ? 1 : 0
        }
        try Self.checkRest(nodes)
    }

    private static func imprint(_ node: ASN1Node) throws -> (HashAlgorithm, [UInt8]) {
        let parts = try node.children
        guard node.identifier == .sequence, parts.count == 2,
            let hash = HashAlgorithm(try AlgorithmName(parts[0]).identifier)
        else { throw Malformed() }
        return (hash, Array(try ASN1OctetString(berEncoded: parts[1]).bytes))
    }

    private static func date(_ time: GeneralizedTime) throws -> Date {
        func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
        let day = "\(time.year)-\(two(time.month))-\(two(time.day))"
        let text = "\(day)T\(two(time.hours)):\(two(time.minutes)):\(two(time.seconds))Z"
        guard let date = Date.rfc3339(text) else { throw Malformed() }
        return date + time.fractionalSeconds
    }

    private static func accuracy(_ node: ASN1Node) throws -> Double {
        var sum = 0.0
        var last = -1
        for part in try node.children {
            let units: [(ASN1Identifier, Double, ClosedRange<Int>)] = [
                (.integer, 1, 0...Int(Int32.max)),
                (ASN1Identifier(tagWithNumber: 0, tagClass: .contextSpecific), 1e-3, 1...999),
                (ASN1Identifier(tagWithNumber: 1, tagClass: .contextSpecific), 1e-6, 1...999),
            ]
            guard let index = units.firstIndex(where: { $0.0 == part.identifier }), index > last else {
                throw Malformed()
            }
            let number = try Int(derEncoded: part, withIdentifier: part.identifier)
            guard units[index].2.contains(number) else { throw Malformed() }
            sum += Double(number) * units[index].1
            last = index
        }
        return sum
    }

    /// `ordering`, `nonce`, `tsa` and `extensions`, of which none may be critical, as none is known.
    private static func checkRest(_ nodes: ArraySlice<ASN1Node>) throws {
        let order: [ASN1Identifier] = [
            .boolean, .integer, ASN1Identifier(tagWithNumber: 0, tagClass: .contextSpecific),
            ASN1Identifier(tagWithNumber: 1, tagClass: .contextSpecific),
        ]
        var last = -1
        for node in nodes {
            guard let index = order.firstIndex(of: node.identifier), index > last else { throw Malformed() }
            last = index
            guard index == 3 else { continue }
            for entry in try node.children {
                let parts = try entry.children
                let isCritical = try parts.count == 3 && Bool(derEncoded: parts[1])
                guard (2...3).contains(parts.count), !isCritical else { throw Malformed() }
            }
        }
    }
}
