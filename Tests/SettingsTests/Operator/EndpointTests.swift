import Foundation
import Registry
import Settings
import SystemPackage
import Testing

/// What the one who runs the program says of registries: `--registry-endpoint` and `PINNACE_REGISTRY_ENDPOINTS`.
@Suite struct EndpointTests {
    @Test(arguments: [
        ("gcr.io=http://127.0.0.1:5000", "http://127.0.0.1:5000"),
        ("gcr.io=https://mirror.example/gcr", "https://mirror.example/gcr"),
        ("localhost:5000=http://[::1]:5001", "http://[::1]:5001"),
    ])
    func addresses(_ text: String, _ url: String) throws {
        var settings = OperatorSettings()
        try settings.addEndpoint(text, subject: "--registry-endpoint")
        #expect(settings.endpoints.count == 1)
        #expect(settings.endpoints.values.first == RegistryHost(.endpoint(try #require(URL(string: url)))))
        #expect(settings.endpoints.values.first?.usesCredentials == true)
    }

    @Test func layouts() throws {
        var settings = OperatorSettings()
        try settings.addEndpoint("gcr.io=layout:/srv/a=b", subject: "--registry-endpoint")
        #expect(settings.endpoints["gcr.io"] == RegistryHost(.layout(FilePath("/srv/a=b"))))
    }

    @Test(arguments: [
        "", "gcr.io", "=http://127.0.0.1", "gcr.io=", "gcr.io=127.0.0.1:5000", "gcr.io=layout:", "gcr.io=file:///x",
        "gcr.io=http://", "gcr.io=http://u:p@127.0.0.1", "gcr.io=http://127.0.0.1/?q", "gcr.io=http://127.0.0.1/#f",
    ])
    func whatIsNoEndpoint(_ text: String) {
        var settings = OperatorSettings()
        let error = #expect(throws: ConfigurationError.self) {
            try settings.addEndpoint(text, subject: "--registry-endpoint")
        }
        #expect(
            error?.description
                == "--registry-endpoint: '\(text)' is not HOST=URL, such as gcr.io=http://127.0.0.1:5000, or HOST=layout:PATH"
        )
        #expect(settings.endpoints.isEmpty)
    }

    @Test func onlyWhatTheOperatorCallsHTTPIsAskedInTheClear() throws {
        var settings = OperatorSettings()
        for text in ["a.example=http://10.0.0.1:5000", "b.example=https://10.0.0.2", "c.example=http://registry.local"]
        {
            try settings.addEndpoint(text, subject: "--registry-endpoint")
        }
        #expect(settings.plainHTTPHosts == ["10.0.0.1:5000", "registry.local"])
    }

    @Test func theOperatorOutranksTheRepository() throws {
        var settings = OperatorSettings()
        try settings.addEndpoint("GCR.io=http://127.0.0.1:2", subject: "--registry-endpoint")
        let configuration = try ConfigText.read(
            "registries:\n  - {host: gcr.io, endpoint: \"https://evil.example\"}\n", settings: settings)
        let host = try #require(configuration.registries.hosts["gcr.io"])
        #expect(host == RegistryHost(.endpoint(try #require(URL(string: "http://127.0.0.1:2")))))
        #expect(configuration.refusedHosts.isEmpty)
    }
}
