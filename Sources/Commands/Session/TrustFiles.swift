import Settings
import Signatures

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// The files that signatures are checked with. Options and environment alone name them: whoever can commit to the
/// repository is not the operator.
struct TrustFiles {
    private static let maximumBytes = 4 << 20

    private let options: CommonOptions
    private let environment: [String: String]

    init(_ options: CommonOptions, _ environment: [String: String]) {
        self.options = options
        self.environment = environment
    }

    func material() throws -> TrustMaterial {
        var material = TrustMaterial()
        try read("--verification-key", options.verificationKeys, "PINNACE_VERIFICATION_KEYS") {
            name, text throws(SignatureError) in
            material.keys[name, default: []] += try PublicKey.keys(pem: text)
        }
        try read("--trust-store", options.trustStores, "PINNACE_TRUST_STORES") { name, text throws(SignatureError) in
            guard let name = TrustStore.Name(name) else {
                throw SignatureError("is for '\(name)', which is neither NAME, signingAuthority:NAME nor tsa:NAME")
            }
            let store = try TrustStore(pem: text)
            if material.stores[name]?.add(store) == nil { material.stores[name] = store }
        }
        try read("--trust-root", options.trustRoots, "PINNACE_TRUST_ROOTS") { name, text throws(SignatureError) in
            material.roots[name] = try TrustedRoot(json: Array(text.utf8))
        }
        return material
    }

    private func read(
        _ option: String, _ given: [String], _ variable: String,
        _ add: (String, String) throws(SignatureError) -> Void
    ) throws {
        do throws(ConfigurationError) {
            for text in given { try read(text, option, add) }
        } catch {
            throw UsageError(error.description)
        }
        for text in environment[variable, default: ""].split(separator: ",") { try read(String(text), variable, add) }
    }

    private func read(
        _ text: String, _ subject: String, _ add: (String, String) throws(SignatureError) -> Void
    ) throws(ConfigurationError) {
        guard let equals = text.firstIndex(of: "="), equals != text.startIndex,
            text.index(after: equals) != text.endIndex
        else { throw ConfigurationError(subject, "'\(text)' is not NAME=FILE") }
        let path = String(text[text.index(after: equals)...])
        guard let data = try? Data(contentsOf: URL(filePath: path)), data.count <= Self.maximumBytes else {
            throw ConfigurationError(subject, "\(path) cannot be read")
        }
        do throws(SignatureError) {
            try add(String(text[..<equals]), String(decoding: data, as: UTF8.self))
        } catch {
            throw ConfigurationError(subject, "\(path) \(error.message)")
        }
    }
}
