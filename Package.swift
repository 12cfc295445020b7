// swift-tools-version: 6.2

import PackageDescription

let package = Package(
    name: "pinnace",
    platforms: [.macOS(.v15)],
    products: [
        .executable(name: "pinnace", targets: ["pinnace"])
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-asn1", from: "1.7.4"),
        .package(url: "https://github.com/apple/swift-certificates", from: "1.21.1"),
        .package(url: "https://github.com/apple/swift-collections", from: "1.6.0"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/apple/swift-system", from: "1.8.1"),
        .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1", traits: []),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
        .package(url: "https://github.com/swiftlang/swift-subprocess", from: "1.0.2"),
    ],
    targets: [
        // C libraries: each is imported by its one wrapper alone.
        .systemLibrary(
            name: "CLibGit2",
            pkgConfig: "libgit2",
            providers: [.apt(["libgit2-dev"]), .brew(["libgit2"])]
        ),
        .systemLibrary(
            name: "CLibYAML",
            pkgConfig: "yaml-0.1",
            providers: [.apt(["libyaml-dev"]), .brew(["libyaml"])]
        ),
        .systemLibrary(
            name: "CLibCURL",
            pkgConfig: "libcurl",
            providers: [.apt(["libcurl4-openssl-dev"]), .brew(["curl"])]
        ),

        // Layer 0
        .target(name: "ImageModel"),

        // Layer 1
        .target(name: "Signatures", dependencies: ["ImageModel", .asn1, .certificates, .crypto, .cryptoExtras]),
        .target(name: "YAMLSource", dependencies: ["CLibYAML"], swiftSettings: wrapsC),
        .target(
            name: "HTTPTransport",
            dependencies: ["CLibCURL", .logging],
            swiftSettings: wrapsC
        ),

        // Layer 2
        .target(
            name: "Credentials",
            dependencies: ["ImageModel", "HTTPTransport", .crypto, .cryptoExtras, .logging, .subprocess, .system]
        ),
        .target(name: "Manifests", dependencies: ["ImageModel", "YAMLSource"]),

        // Layer 3
        .target(
            name: "Registry",
            dependencies: ["ImageModel", "HTTPTransport", "Credentials", .crypto, .logging, .system]
        ),
        .target(
            name: "GitStore",
            dependencies: ["CLibGit2", "HTTPTransport", "Credentials", .logging, .subprocess, .system],
            swiftSettings: wrapsC
        ),
        .target(name: "Planning", dependencies: ["ImageModel", "YAMLSource", "Manifests"]),

        // Layer 4
        .target(
            name: "Settings",
            dependencies: [
                "ImageModel", "YAMLSource", "HTTPTransport", "Manifests", "Registry", "Planning", "Signatures", .system,
            ]
        ),
        .target(
            name: "Reconciliation",
            dependencies: [
                "ImageModel", "YAMLSource", "HTTPTransport", "Credentials", "Manifests", "Registry", "GitStore",
                "Planning", "Signatures", .crypto, .logging, .system,
            ]
        ),
        .target(
            name: "KubernetesAPI",
            dependencies: ["ImageModel", "YAMLSource", "HTTPTransport", .logging, .subprocess, .system]
        ),

        .target(name: "Forges", dependencies: ["ImageModel", "HTTPTransport", "Credentials"]),

        // Layer 5
        .target(
            name: "Engine",
            dependencies: [
                "Settings", "Forges", "GitStore", "Manifests", "Planning", "Reconciliation", "Registry", "Signatures",
            ]
        ),

        // Layer 6
        .target(
            name: "Controller",
            dependencies: [
                "ImageModel", "YAMLSource", "HTTPTransport", "Credentials", "Manifests", "Registry", "GitStore",
                "Planning", "Settings", "Reconciliation", "Signatures", "KubernetesAPI", "Forges", "Engine", .crypto,
                .deques,
                .heaps,
                .hummingbird, .logging, .serviceLifecycle, .system,
            ]
        ),

        // Layer 7
        .target(
            name: "Commands",
            dependencies: [
                "ImageModel", "YAMLSource", "HTTPTransport", "Credentials", "Manifests", "Registry", "GitStore",
                "Planning", "Settings", "Reconciliation", "Signatures", "Forges", "Engine", "KubernetesAPI",
                "Controller",
                .argumentParser, .logging, .serviceLifecycle, .system, .unixSignals,
            ]
        ),

        // Layer 8
        .executableTarget(name: "pinnace", dependencies: ["Commands", .argumentParser]),

        // Tests
        .target(
            name: "PinnaceTestSupport",
            dependencies: [.crypto, .subprocess, .system],
            path: "Tests/PinnaceTestSupport"
        ),
        .testTarget(name: "ImageModelTests", dependencies: ["ImageModel"]),
        .testTarget(
            name: "SignaturesTests",
            dependencies: [
                "Signatures", "ImageModel", "PinnaceTestSupport", .asn1, .certificates, .crypto, .cryptoExtras,
            ]),
        .testTarget(name: "YAMLSourceTests", dependencies: ["YAMLSource"]),
        .testTarget(name: "HTTPTransportTests", dependencies: ["HTTPTransport", "PinnaceTestSupport"]),
        .testTarget(name: "CredentialsTests", dependencies: ["Credentials", "PinnaceTestSupport"]),
        .testTarget(name: "ManifestsTests", dependencies: ["Manifests", "YAMLSource", "PinnaceTestSupport"]),
        .testTarget(name: "RegistryTests", dependencies: ["Registry", "PinnaceTestSupport"]),
        .testTarget(name: "GitStoreTests", dependencies: ["GitStore", "PinnaceTestSupport"]),
        .testTarget(name: "PlanningTests", dependencies: ["Planning", "Manifests", "YAMLSource"]),
        .testTarget(name: "SettingsTests", dependencies: ["Settings", "PinnaceTestSupport"]),
        .testTarget(name: "ReconciliationTests", dependencies: ["Reconciliation", "PinnaceTestSupport"]),
        .testTarget(
            name: "ControllerTests",
            dependencies: [
                "Controller", "HTTPTransport", "KubernetesAPI", "Settings", "YAMLSource", "PinnaceTestSupport",
                .crypto, .cryptoExtras,
            ]),
        .testTarget(
            name: "KubernetesAPITests", dependencies: ["KubernetesAPI", "HTTPTransport", "PinnaceTestSupport"]),
        .testTarget(name: "ForgesTests", dependencies: ["Forges", "PinnaceTestSupport"]),
        .testTarget(name: "CommandsTests", dependencies: ["Commands", "PinnaceTestSupport"]),
        .testTarget(name: "ScenarioTests", dependencies: ["PinnaceTestSupport"]),
    ],
    swiftLanguageModes: [.v6]
)

let everywhere: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .treatAllWarnings(as: .error),
]

for target in package.targets where target.type != .system {
    target.swiftSettings = everywhere + (target.swiftSettings ?? [])
}

/// The targets that hold C pointers say so at every use.
var wrapsC: [SwiftSetting] { [.strictMemorySafety()] }

extension Target.Dependency {
    static var argumentParser: Self { .product(name: "ArgumentParser", package: "swift-argument-parser") }
    static var deques: Self { .product(name: "DequeModule", package: "swift-collections") }
    static var heaps: Self { .product(name: "HeapModule", package: "swift-collections") }
    static var asn1: Self { .product(name: "SwiftASN1", package: "swift-asn1") }
    static var certificates: Self { .product(name: "X509", package: "swift-certificates") }
    static var crypto: Self { .product(name: "Crypto", package: "swift-crypto") }
    static var cryptoExtras: Self { .product(name: "CryptoExtras", package: "swift-crypto") }
    static var hummingbird: Self { .product(name: "Hummingbird", package: "hummingbird") }
    static var logging: Self { .product(name: "Logging", package: "swift-log") }
    static var serviceLifecycle: Self { .product(name: "ServiceLifecycle", package: "swift-service-lifecycle") }
    static var unixSignals: Self { .product(name: "UnixSignals", package: "swift-service-lifecycle") }
    static var subprocess: Self { .product(name: "Subprocess", package: "swift-subprocess") }
    static var system: Self { .product(name: "SystemPackage", package: "swift-system") }
}
