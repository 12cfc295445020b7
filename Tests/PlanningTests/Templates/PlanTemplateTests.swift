import Planning
import Testing

struct PlanTemplateTests {
    @Test(arguments: [
        ("", ""), ("Pin it", "Pin it"), ("{changes}", "<changes>"), ("a{images}b{files}", "a<images>b<files>"),
        ("{{changes}}", "{changes}"), ("{{{names}}}", "{<names>}"), ("}}{{", "}{"), ("é{details}☕", "é<details>☕"),
    ])
    func `places are filled`(_ template: String, _ text: String) throws {
        #expect(try PlanTemplate(template).text { "<\($0.rawValue)>" } == text)
    }

    @Test func `what is filled in is not read again`() throws {
        #expect(try PlanTemplate("{names} {files}").text { $0 == .names ? "{files}" : "2" } == "{files} 2")
    }

    @Test(arguments: [
        (
            "fix: {image}", 5,
            "there is no '{image}'; there is {changes}, {images}, {files}, {names}, {details}"
        ),
        ("☕{}", 1, "there is no '{}'; there is {changes}, {images}, {files}, {names}, {details}"),
        ("a { b", 2, "'{' stands alone; a brace that is meant is written twice"),
        ("a } b", 2, "'}' stands alone; a brace that is meant is written twice"),
        ("{{{", 2, "'{' stands alone; a brace that is meant is written twice"),
        (
            "{if changes}", 0,
            "there is no '{if changes}'; there is {changes}, {images}, {files}, {names}, {details}"
        ),
    ])
    func `what cannot be filled is an error`(_ template: String, _ offset: Int, _ message: String) {
        let error = #expect(throws: PlanTemplateError.self) { try PlanTemplate(template) }
        #expect(error?.offset == offset)
        #expect(error?.description == message)
    }
}
