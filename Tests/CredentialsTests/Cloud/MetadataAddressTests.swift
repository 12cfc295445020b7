import Testing

@testable import Credentials

@Suite struct MetadataAddressTests {
    @Test(arguments: [
        "http://169.254.169.254/x", "http://169.254.170.2/v2", "http://[fd00:ec2::254]/latest",
        "http://127.0.0.1:8080/",
        "http://metadata.google.internal/", "http://localhost:1338/", "http://[::1]:1338/",
    ])
    func isHere(_ address: String) throws { _ = try MetadataAddress.url(address, setting: "THE_SETTING") }

    @Test(arguments: [
        "http://evil.test/", "http://10.0.0.1/", "http://169.254.1.1/", "http://169.254.169.254.evil.test/", "x",
        "http://metadata.google.internal.evil.test/", "http://127.0.0.1.evil.test/", "http://user@127.0.0.1/",
        "http://127.0.0.1@evil.test/", "file:///etc/passwd", "http:///x", "",
    ])
    func isNowhereElse(_ address: String) throws {
        let error = #expect(throws: CredentialError.self) {
            _ = try MetadataAddress.url(address, setting: "THE_SETTING")
        }
        #expect(
            error?.description
                == "THE_SETTING: names no metadata server: it has to be a loopback address or one that the cloud defines"
        )
    }
}
