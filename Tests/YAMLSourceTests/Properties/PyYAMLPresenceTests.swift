import Foundation
import Testing

/// Where the tests' tools were installed, as `make test` does it, the comparison with PyYAML is not left out unseen.
@Suite struct PyYAMLPresenceTests {
    private static let areToolsInstalled = ProcessInfo.processInfo.environment["PINNACE_TEST_TOOLS"] == "installed"

    @Test(.enabled(if: areToolsInstalled, "whether the tests' tools are installed is not known"))
    func itIsThere() {
        #expect(PyYAMLTests.available, "install python3-yaml")
    }
}
