import Foundation

/// What the API server checks of an object before it is kept.
enum StandInValidation {
    /// The object as it is kept: pruned, with its defaults, and valid.
    static func admitted(_ object: APIJSON, over before: APIJSON?, _ kind: StandInKind) throws -> APIJSON {
        let name = object["metadata"]?["name"]?.text ?? ""
        var causes: [String] = []
        var object = object
        if let schema = kind.schema {
            let custom = StandInSchema(schema)
            object = custom.admitted(object)
            causes = custom.faults(of: object)
        }
        switch kind.kind {
        case "Lease" where kind.group == "coordination.k8s.io": causes += try lease(object["spec"] ?? [:])
        case "Event" where kind.group == "events.k8s.io": causes += try event(object, over: before)
        default: break
        }
        guard causes.isEmpty else { throw StandInFailure.invalid(kind, name, causes) }
        return object
    }

    static func checkName(_ name: String, _ kind: StandInKind) throws {
        if name.isEmpty {
            throw StandInFailure.invalid(kind, "", ["metadata.name: Required value: name or generateName is required"])
        }
        guard name.utf8.count <= 253,
            name.wholeMatch(of: #/[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*/#) != nil
        else {
            throw StandInFailure.invalid(
                kind, name,
                [
                    "metadata.name: Invalid value: \"\(name)\": a lowercase RFC 1123 subdomain must consist of lower case "
                        + "alphanumeric characters, '-' or '.'"
                ])
        }
    }

    private static func lease(_ spec: APIJSON) throws -> [String] {
        for field in ["acquireTime", "renewTime"] { try microTime(spec[field], "spec.\(field)") }
        var causes: [String] = []
        if let duration = spec["leaseDurationSeconds"]?.integer, duration <= 0 {
            causes.append("spec.leaseDurationSeconds: Invalid value: \(duration): must be greater than 0")
        }
        if let transitions = spec["leaseTransitions"]?.integer, transitions < 0 {
            causes.append("spec.leaseTransitions: Invalid value: \(transitions): must be greater than or equal to 0")
        }
        return causes
    }

    private static func event(_ event: APIJSON, over before: APIJSON?) throws -> [String] {
        try microTime(event["eventTime"], "eventTime")
        var causes: [String] = []
        if event["eventTime"]?.text == nil { causes.append("eventTime: Required value") }
        for (field, limit) in [
            ("reportingController", 63 * 5), ("reportingInstance", 128), ("action", 128), ("reason", 128),
        ] {
            let text = event[field]?.text ?? ""
            if text.isEmpty { causes.append("\(field): Required value") }
            if text.utf8.count > limit {
                causes.append("\(field): Invalid value: \"\": can have at most \(limit) characters")
            }
        }
        if (event["note"]?.text ?? "").utf8.count > 1_024 {
            causes.append("note: Invalid value: \"\": can have at most 1024 characters")
        }
        if !["Normal", "Warning"].contains(event["type"]?.text) {
            causes.append("type: Invalid value: \"\": has invalid value")
        }
        let place = event["regarding"]?["namespace"]?.text ?? ""
        let namespace = event["metadata"]?["namespace"]?.text
        if namespace != (place.isEmpty ? "default" : place) {
            causes.append("involvedObject.namespace: Invalid value: \"\(place)\": does not match event.namespace")
        }
        if let series = event["series"] {
            try microTime(series["lastObservedTime"], "series.lastObservedTime")
            if (series["count"]?.integer ?? 0) < 2 {
                causes.append("series.count: Invalid value: should be at least 2")
            }
            if series["lastObservedTime"]?.text == nil { causes.append("series.lastObservedTime: Required value") }
        }
        guard let before else { return causes }
        let fixed = [
            "eventTime", "reportingController", "reportingInstance", "action", "reason", "note", "type", "regarding",
            "related",
        ]
        return causes + fixed.filter { event[$0] != before[$0] }.map { "\($0): Invalid value: field is immutable" }
    }

    /// Read with Go's layout `2006-01-02T15:04:05.000000Z07:00`: exactly six decimals.
    private static func microTime(_ value: APIJSON?, _ field: String) throws {
        guard let value, value != .null else { return }
        let pattern = #/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}(Z|[+-]\d\d:\d\d)/#
        guard let text = value.text, text.wholeMatch(of: pattern) != nil else {
            throw StandInFailure.badRequest("\(field): parsing time \(value) as \"2006-01-02T15:04:05.000000Z07:00\"")
        }
    }
}
