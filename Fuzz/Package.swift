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
        .executableTarget(
            name: "FuzzYAML", dependencies: ["YAMLSource"], swiftSettings: [.unsafeFlags(["-parse-as-library"])]),
        .executableTarget(
            name: "FuzzLocators", dependencies: ["YAMLSource", "Manifests"],
            swiftSettings: [.unsafeFlags(["-parse-as-library"])]),
        .executableTarget(
            name: "FuzzText", dependencies: ["ImageModel", "YAMLSource", "Manifests"],
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
