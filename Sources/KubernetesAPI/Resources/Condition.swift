/// `metav1.Condition`. `Ready` stands always; `Reconciling` and `Stalled` while they are true (kstatus).
package struct Condition: Codable, Hashable, Sendable {
    package enum CodingKeys: String, CodingKey, CaseIterable {
        case type, status, reason, message, observedGeneration, lastTransitionTime
    }

    package var type: String
    /// `True`, `False` or `Unknown`.
    package var status: String
    package var reason: String
    package var message: String
    package var observedGeneration: Int?
    package var lastTransitionTime: String

    package init(
        type: String, status: String, reason: String, message: String, observedGeneration: Int?,
        lastTransitionTime: String
    ) {
        self.type = type
        self.status = status
        self.reason = reason
        self.message = message
        self.observedGeneration = observedGeneration
        self.lastTransitionTime = lastTransitionTime
    }
}
