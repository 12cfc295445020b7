/// What goes wrong with a request.
package enum StandInFault: Sendable {
    /// This failure instead of the answer; the request has no effect.
    case failure(StandInFailure)
    /// The connection ends by a reset before an answer. The request has no effect.
    case reset
    /// The request has its effect, and its answer never comes: the connection ends by a reset.
    case lostAnswer
    /// No answer, and the connection stays open.
    case hang
    /// A watch sends its head and then nothing, with the connection open: whoever was on the other side is gone.
    case silentWatch
    /// A watch ends in the middle of its first frame.
    case cutFrame
    /// Each frame of a watch comes in pieces of a byte.
    case splitFrames
    /// A watch of 200 whose first frame is this ERROR.
    case errorEvent(StandInFailure)
    /// Another answer altogether.
    case answer(ScriptedResponse)
}

/// Faults that wait for the requests that they are for.
struct StandInFaults: Sendable {
    struct Planned: Sendable {
        let fault: StandInFault
        var skipped: Int
        var times: Int
        let isMeant: @Sendable (StandInCall) -> Bool
    }

    var planned: [Planned] = []

    mutating func take(for call: StandInCall) -> StandInFault? {
        guard let index = planned.firstIndex(where: { $0.isMeant(call) }) else { return nil }
        if planned[index].skipped > 0 {
            planned[index].skipped -= 1
            return nil
        }
        planned[index].times -= 1
        let fault = planned[index].fault
        if planned[index].times <= 0 { planned.remove(at: index) }
        return fault
    }
}
