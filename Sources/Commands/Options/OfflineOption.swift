import ArgumentParser

/// Whether registries are asked at all.
struct OfflineOption: ParsableArguments {
    @Flag(name: .customLong("offline"), help: "Ask no registry: take what earlier runs recorded.")
    var isOffline = false
}
