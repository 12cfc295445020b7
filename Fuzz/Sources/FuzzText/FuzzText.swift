import Foundation
import FuzzChecks
import Manifests

/// One kind of file that is read as text, named by `FUZZ_PATH`; how many inputs held a reference is told at the end, so that
/// a locator that was never reached shows.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzText(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let content = [UInt8](UnsafeBufferPointer(start: start, count: count))
    if let problem = LocatorCheck.problem(content, as: path) { preconditionFailure(problem) }
    if LocatorCheck.scan(content, as: path).holdsReference { reached += 1 }
    return 0
}

@_cdecl("LLVMFuzzerInitialize")
public func start(_ count: UnsafeMutablePointer<CInt>?, _ arguments: UnsafeRawPointer?) -> CInt {
    atexit { print("inputs that held references: \(reached)") }
    return 0
}

nonisolated(unsafe) private var reached = 0

private let path: RepositoryPath = {
    guard let name = ProcessInfo.processInfo.environment["FUZZ_PATH"], let path = RepositoryPath(name) else {
        preconditionFailure("FUZZ_PATH names the file that the inputs are taken for")
    }
    return path
}()
