import Testing
import YAMLSource

@testable import Manifests

@Suite struct HelmNumberTests {
    /// What `helm template` prints for `{{ .Values.tag }}` where these stand in a values file.
    @Test(arguments: [
        ("1.10", "1.1"), ("1.0", "1"), ("1e3", "1000"), ("010", "8"), ("0o17", "15"), ("0x1F", "31"), ("1_000", "1000"),
        ("08", "8"), ("+1", "1"), (".5", "0.5"), ("12345e7", "1.2345e+11"), ("0e12345", "0"), ("1.50e-7", "1.5e-07"),
        ("-2.50", "-2.5"), ("0.00001", "1e-05"), ("123456.70", "123456.7"), ("00", "0"), ("1.", "1"),
    ])
    func isPrinted(_ text: String, _ printed: String) {
        #expect(HelmNumber.printed(text) == printed)
    }

    @Test(arguments: ["1.2.3", "v1", "2024-01-02", "1:30", "1e", "0x", "1e999999", "nan", "", "1-2", "--1", "0b2"])
    func isNoNumber(_ text: String) {
        #expect(HelmNumber.printed(text) == nil)
    }

    @Test func onlyWhatIsPrintedOtherwiseIsToldOf() {
        let scan = HelmScan.scan(
            "values.yaml",
            "a:\n  image: {repository: a/b, tag: 1.10}\nb:\n  image: {repository: a/b, tag: '1.10'}\n"
                + "c:\n  image: {repository: a/b, tag: 1.25}\nd:\n  appImage: a/b\n  appImageTag: 010\n")
        #expect(
            scan.findings.map { "\($0.location?.description ?? ""): \($0.message)" } == [
                "2:33: a.image.tag is '1.10' without quotes, a number that Helm renders as '1.1': put quotes around it if the "
                    + "tag is meant as it stands there",
                "9:16: d.appImageTag is '010' without quotes, a number that Helm renders as '8': put quotes around it if the "
                    + "tag is meant as it stands there",
            ])
    }
}
