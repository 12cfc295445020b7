import Foundation

/// What the API server checks of kinds that it knows itself.
enum ObjectValidation {
    static func check(_ object: JSON, _ resource: ServedResource) throws(StandInError) {
        switch resource.kind {
        case "Lease": try lease(object)
        case "Event": try event(object)
        default: break
        }
    }

    private static func lease(_ object: JSON) throws(StandInError) {
        for field in ["acquireTime", "renewTime"] {
            if let time = object[["spec", field]]?.text { try micro(time, field) }
        }
        if let seconds = object[["spec", "leaseDurationSeconds"]]?.integer, seconds <= 0 {
            throw .invalid("spec.leaseDurationSeconds: Invalid value: must be greater than 0")
        }
        if let transitions = object[["spec", "leaseTransitions"]]?.integer, transitions < 0 {
            throw .invalid("spec.leaseTransitions: Invalid value: must be greater than or equal to 0")
        }
    }

    private static func event(_ object: JSON) throws(StandInError) {
        guard let time = object["eventTime"]?.text else { throw .invalid("eventTime: Required value") }
        try micro(time, "eventTime")
        for field in ["reportingController", "reportingInstance", "action", "reason"] {
            guard let text = object[field]?.text, !text.isEmpty else { throw .invalid("\(field): Required value") }
            guard text.utf8.count <= 128 else { throw .invalid("\(field): can have at most 128 characters") }
        }
        guard ["Normal", "Warning"].contains(object["type"]?.text ?? "") else {
            throw .invalid("type: Invalid value: has to be Normal or Warning")
        }
        guard (object["note"]?.text ?? "").utf8.count <= 1_024 else {
            throw .invalid("note: can have at most 1024 characters")
        }
        let namespace = object[["regarding", "namespace"]]?.text ?? "default"
        guard namespace == object[["metadata", "namespace"]]?.text else {
            throw .invalid("involvedObject.namespace: Invalid value: does not match event.namespace")
        }
        if let count = object[["series", "count"]]?.integer, count < 2 {
            throw .invalid("series.count: should be at least 2")
        }
    }

    private static func micro(_ text: String, _ field: String) throws(StandInError) {
        guard text.wholeMatch(of: #/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z/#) != nil else {
            throw .badRequest("\(field): parsing time \"\(text)\" as MicroTime")
        }
    }
}
