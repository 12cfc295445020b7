// swift-tools-version: 6.2

import PackageDescription

// The engine under libFuzzer, which brings the `main` of these programs: build with `--sanitize fuzzer`.
let package = Package(
    name: "pinnace-fuzz",
    platforms: [.macOS(.v15)],
    targets: [
        .systemLibrary(name: "CLibYAML", pkgConfig: "yaml-0.1"),
        .target(name: "ImageModel"),
        .target(name: "YAMLSource", dependencies: ["CLibYAML"], swiftSettings: [.strictMemorySafety()]),
        .target(name: "Manifests", dependencies: ["ImageModel", "YAMLSource"]),
        .target(name: "FuzzChecks", dependencies: ["ImageModel", "YAMLSource", "Manifests"]),
        .executableTarget(
            name: "FuzzYAML", dependencies: ["FuzzChecks"], swiftSettings: [.unsafeFlags(["-parse-as-library"])]),
        .executableTarget(
            name: "FuzzLocators", dependencies: ["FuzzChecks"], swiftSettings: [.unsafeFlags(["-parse-as-library"])]),
        .executableTarget(
            name: "FuzzText", dependencies: ["FuzzChecks", "Manifests"],
            swiftSettings: [.unsafeFlags(["-parse-as-library"])]),
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
