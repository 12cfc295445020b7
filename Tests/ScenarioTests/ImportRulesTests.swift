import PinnaceTestSupport
import Testing

/// Targets know only the layers below theirs, and a C library is known by its one wrapper.
@Suite struct ImportRulesTests {
    /// As ARCHITECTURE.md lays them out.
    private static let layers: [String: Int] = [
        "ImageModel": 0,
        "YAMLSource": 1, "HTTPTransport": 1, "Signatures": 1,
        "Credentials": 2, "Manifests": 2,
        "Registry": 3, "GitStore": 3, "Planning": 3,
        "Settings": 4, "Reconciliation": 4, "Forges": 4, "KubernetesAPI": 4,
        "Engine": 5,
        "Controller": 6,
        "Commands": 7,
        "pinnace": 8,
    ]

    private static let wrappers = ["CLibGit2": "GitStore", "CLibYAML": "YAMLSource", "CLibCURL": "HTTPTransport"]

    @Test func everyTargetHasALayer() throws {
        for target in try ProjectFiles.names(in: "Sources") where Self.wrappers[target] == nil {
            #expect(Self.layers[target] != nil, "\(target) has no layer: say which one here and in ARCHITECTURE.md")
        }
    }

    @Test func importsGoDownwardsOnly() throws {
        for (target, module, file) in try imports() {
            guard let layer = Self.layers[target], let other = Self.layers[module], module != target else { continue }
            #expect(other < layer, "\(file) imports \(module)")
        }
    }

    @Test func aCLibraryIsImportedByItsWrapperAlone() throws {
        let all = try imports()
        for (target, module, file) in all {
            if let wrapper = Self.wrappers[module] { #expect(target == wrapper, "\(file) imports \(module)") }
        }
        for (library, wrapper) in Self.wrappers {
            #expect(
                all.contains { $0.module == library && $0.target == wrapper }, "\(wrapper) does not import \(library)")
        }
    }

    /// No handle, pointer or type of C leaves a wrapper.
    @Test func aCLibraryIsNotPartOfAnInterface() throws {
        for file in try ProjectFiles.swiftFiles(in: "Sources") {
            let text = try ProjectFiles.text(file)
            for library in Self.wrappers.keys {
                #expect(text.firstMatch(of: try Regex("(package|public) import \(library)")) == nil, "\(file)")
            }
        }
    }

    private func imports() throws -> [(target: String, module: String, file: String)] {
        let pattern =
            #/^(?:@\w+ )*(?:(?:public|package|internal|fileprivate|private) )?import (?:struct |enum |class |protocol |func )?(\w+)/#
            .anchorsMatchLineEndings()
        var found: [(target: String, module: String, file: String)] = []
        for file in try ProjectFiles.swiftFiles(in: "Sources") {
            let target = String(file.split(separator: "/")[1])
            for match in try ProjectFiles.text(file).matches(of: pattern) {
                found.append((target, String(match.1), file))
            }
        }
        return found
    }
}
