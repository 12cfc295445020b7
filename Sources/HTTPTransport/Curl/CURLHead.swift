/// What came before the body.
struct CURLHead: Sendable {
    var status: Int
    var headers: HTTPHeaders
    /// `nil` where a proxy connected for us.
    var remoteAddress: IPAddress?
}
