import SwiftASN1

extension DERSerializable {
    /// - Throws: where a value cannot be written, which none that was read is.
    func der() throws(SignatureError) -> [UInt8] {
        var serializer = DER.Serializer()
        do {
            try serializer.serialize(self)
        } catch {
            throw SignatureError("has a certificate that cannot be written again")
        }
        return serializer.serializedBytes
    }
}
