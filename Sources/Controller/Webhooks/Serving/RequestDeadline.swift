import NIOCore
import NIOHTTPTypes

/// Closes a connection whose request does not come in time, however steadily its bytes trickle.
final class RequestDeadline: ChannelInboundHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPRequestPart
    typealias InboundOut = HTTPRequestPart

    private let headers: TimeAmount
    private let whole: TimeAmount
    private var closing: Scheduled<Void>?

    init(headers: TimeAmount, whole: TimeAmount) {
        self.headers = headers
        self.whole = whole
    }

    func handlerAdded(context: ChannelHandlerContext) { close(context, in: headers) }

    func handlerRemoved(context: ChannelHandlerContext) { closing?.cancel() }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .head: close(context, in: whole)
        case .body: break
        // The next one on this connection; what is noted now has its own limit.
        case .end: close(context, in: whole)
        }
        context.fireChannelRead(data)
    }

    func channelInactive(context: ChannelHandlerContext) {
        closing?.cancel()
        context.fireChannelInactive()
    }

    private func close(_ context: ChannelHandlerContext, in time: TimeAmount) {
        closing?.cancel()
        closing = context.eventLoop.assumeIsolated().scheduleTask(in: time) { context.close(promise: nil) }
    }
}
