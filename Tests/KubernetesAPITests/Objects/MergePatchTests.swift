import Foundation
import HTTPTransport
import Testing

@testable import KubernetesAPI

@Suite struct MergePatchTests {
    private static func value(_ text: String) throws -> JSONValue {
        try JSONDecoder().decode(JSONValue.self, from: Data(text.utf8))
    }

    @Test(
        arguments: [
            ("{}", "{}", nil),
            (#"{"a":1}"#, #"{"a":1}"#, nil),
            (#"{"a":1,"b":2}"#, #"{"a":1,"b":3}"#, #"{"b":3}"#),
            (#"{"a":1,"b":2}"#, #"{"a":1}"#, #"{"b":null}"#),
            (#"{"a":{"b":1,"c":2}}"#, #"{"a":{"b":1,"c":3}}"#, #"{"a":{"c":3}}"#),
            (#"{"a":[1,2]}"#, #"{"a":[1]}"#, #"{"a":[1]}"#),
            (#"{"a":1}"#, #"{"a":{"b":{}}}"#, #"{"a":{"b":{}}}"#),
            (#"{}"#, #"{"a":{}}"#, #"{"a":{}}"#),
            (#"{"a":{"b":1}}"#, #"{"a":"text"}"#, #"{"a":"text"}"#),
        ] as [(String, String, String?)])
    func theFieldsThatDiffer(_ before: String, _ after: String, _ patch: String?) throws {
        let found = JSONValue.patch(from: try Self.value(before), to: try Self.value(after))
        #expect(found == (try patch.map(Self.value)))
    }

    @Test func timesAreAsTheAPIReadsThem() throws {
        let date = Date(timeIntervalSince1970: 1_763_625_600.000_25)
        #expect(
            APITime.micro(date) == "2025-11-20T08:00:00.000250Z" || APITime.micro(date) == "2025-11-20T08:00:00.000249Z"
        )
        #expect(APITime.micro(Date(timeIntervalSince1970: 1_763_625_599.999_999_9)).count == 27)
        #expect(APITime.seconds(date) == "2025-11-20T08:00:00Z")
        #expect(APITime.date("2025-11-20T08:00:00Z") == Date(timeIntervalSince1970: 1_763_625_600))
        #expect(APITime.date("2025-11-20T10:00:00.500000+02:00") == Date(timeIntervalSince1970: 1_763_625_600.5))
        #expect(APITime.date("soon") == nil)
    }

    @Test(arguments: [
        (["a": "1"], true), (["a": "1", "b": "x"], false), (["a": "2"], false), (["a": "1", "c": ""], false),
        ([:], false),
    ])
    func selectorsMatchLabels(_ labels: [String: String], _ isMatch: Bool) {
        let selector = LabelSelector(
            matchLabels: ["a": "1"],
            matchExpressions: [
                .init(key: "b", operator: "NotIn", values: ["x", "y"]), .init(key: "c", operator: "DoesNotExist"),
            ])
        #expect(selector.matches(labels) == isMatch)
        #expect(selector.query == "a=1,b notin (x,y),!c")
    }
}
