// swift-tools-version: 6.2

import PackageDescription

// The engine alone, linked into programs that measure it. The sources are the project's own; nothing else is needed, so
// that a build takes seconds.
let package = Package(
    name: "pinnace-bench",
    platforms: [.macOS(.v15)],
    targets: [
        .systemLibrary(name: "CLibYAML", pkgConfig: "yaml-0.1"),
        .target(name: "ImageModel"),
        .target(name: "YAMLSource", dependencies: ["CLibYAML"], swiftSettings: [.strictMemorySafety()]),
        .target(name: "Manifests", dependencies: ["ImageModel", "YAMLSource"]),
        .executableTarget(name: "PinnaceBench", dependencies: ["ImageModel", "YAMLSource", "Manifests"]),
        .executableTarget(name: "YAMLLoop", dependencies: ["CLibYAML"]),
    ],
    swiftLanguageModes: [.v6]
)

let everywhere: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
]

for target in package.targets where target.type != .system {
    target.swiftSettings = everywhere + (target.swiftSettings ?? [])
}
