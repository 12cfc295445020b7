import Foundation
import ImageModel
import Manifests
import YAMLSource

/// One kind of file that is read as text, named by `FUZZ_PATH`; how many inputs held a reference is told at the end, so that
/// a locator that was never reached shows.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzText(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let content = [UInt8](UnsafeBufferPointer(start: start, count: count))
    let scan = FileLocator(options).scan(path, content)
    precondition(scan == FileLocator(options).scan(path, content), "two scans of the same bytes differ")
    if !scan.occurrences.isEmpty || scan.findings.contains(where: { $0.reason == .unknownPlace }) { reached += 1 }
    for occurrence in scan.occurrences {
        precondition(occurrence.location.line > 0 && occurrence.location.column > 0, "a reference without a place")
        for site in occurrence.parts.sites { check(site, content) }
    }
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

private let options: LocatorOptions = {
    var options = LocatorOptions()
    options.searchedHosts = ["gcr.io"]
    return options
}()

/// An edit changes the bytes of its site and no others, or is refused.
private func check(_ site: Site, _ content: [UInt8]) {
    let value = "registry.example/app:1"
    guard let edited = try? SiteWriting.apply([SiteWrite(site: site, value: value)], to: content) else { return }
    guard let old = try? SourceText(bytes: content).payload, let new = try? SourceText(bytes: edited).payload else {
        preconditionFailure("an edit cannot be read")
    }
    precondition(site.extent.upperBound <= old.count, "a site outside of the file")
    guard case .text(let range) = site.id.address else { return }
    let expected = old[..<range.lowerBound] + Array(value.utf8) + old[range.upperBound...]
    precondition(new[...] == expected, "an edit changes other bytes")
    _ = FileLocator(options).scan(path, edited)
}
