/// The transfers in flight: lives on the loop's thread alone.
struct CURLTransfers: ~Copyable {
    private let multi: CURLMulti
    private var byID: [CURLTransfer.ID: CURLTransfer] = [:]
    private var byExchange: [ObjectIdentifier: CURLTransfer] = [:]

    /// Takes the handle over.
    init(_ multi: CURLMulti) {
        self.multi = multi
    }

    /// Returns when the loop was stopped.
    mutating func run(_ loop: CURLLoop) {
        while let commands = loop.takeCommands() {
            for command in commands { apply(command) }
            multi.perform()
            finishEnded()
            multi.poll()
        }
        for case .start(let exchange) in loop.takeLastCommands() { exchange.finishCancelled() }
        for transfer in byID.values {
            forget(transfer)
            transfer.exchange.finishCancelled()
        }
        multi.free()
    }

    private mutating func apply(_ command: CURLLoop.Command) {
        switch command {
        case .start(let exchange): start(exchange)
        case .abort(let exchange):
            if let transfer = byExchange[ObjectIdentifier(exchange)] { forget(transfer) }
        case .resume(let exchange): byExchange[ObjectIdentifier(exchange)]?.resume()
        }
    }

    private mutating func start(_ exchange: CURLExchange) {
        guard !exchange.hasEnded else { return }
        do throws(TransferFailure) {
            let transfer = try CURLTransfer(exchange)
            byID[transfer.id] = transfer
            byExchange[ObjectIdentifier(exchange)] = transfer
            multi.add(transfer)
        } catch {
            exchange.finish(.failure(error))
        }
    }

    private mutating func finishEnded() {
        while let (id, code) = multi.nextEnd() {
            guard let transfer = byID[id] else { continue }
            let end = transfer.end(code)
            forget(transfer)
            transfer.exchange.finish(end)
        }
    }

    private mutating func forget(_ transfer: CURLTransfer) {
        multi.remove(transfer)
        byID[transfer.id] = nil
        byExchange[ObjectIdentifier(transfer.exchange)] = nil
    }
}
