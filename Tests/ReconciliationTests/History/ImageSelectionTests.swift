import Testing

@testable import Reconciliation

@Suite struct ImageSelectionTests {
    @Test(arguments: [
        ("app", "gcr.io/p/app:1", true), ("app", "gcr.io/p/other/app@\(Sample.digest("a"))", true),
        ("app", "gcr.io/p/app-b:1", false), ("nginx", "nginx:1.27", true), ("nginx", "docker.io/library/nginx", true),
        ("gcr.io/p/app", "gcr.io/p/app:1", true), ("gcr.io/p/app", "us.gcr.io/p/app:1", false),
        ("gcr.io/p/app:1.0", "gcr.io/p/app:2.0", true), ("gcr.io/*/app", "gcr.io/q/app:1", true),
        ("gcr.io/**", "gcr.io/a/b/c:1", true), ("gcr.io/**", "nginx:1", false), ("library/nginx", "nginx:1", true),
        ("app@\(Sample.digest("a"))", "gcr.io/p/app:1", true), ("app", "{{ .Values.image }}", false),
    ]) func whatSomebodyTypedNamesImages(text: String, reference: String, isMeant: Bool) throws {
        #expect(try ImageSelection(text).contains(reference: reference) == isMeant)
    }
}
