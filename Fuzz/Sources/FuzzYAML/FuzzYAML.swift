import FuzzChecks

@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzYAML(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let bytes = [UInt8](UnsafeBufferPointer(start: start, count: count))
    if let problem = YAMLCheck.problem(bytes) { preconditionFailure(problem) }
    return 0
}
