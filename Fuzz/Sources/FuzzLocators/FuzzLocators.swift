import FuzzChecks

/// Every kind of file.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzLocators(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let bytes = [UInt8](UnsafeBufferPointer(start: start, count: count))
    guard let file = FuzzedFile(bytes) else { return 0 }
    if let problem = LocatorCheck.problem(file.content, as: file.path) { preconditionFailure(problem) }
    return 0
}
