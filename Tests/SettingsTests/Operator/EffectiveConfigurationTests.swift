import ImageModel
import Planning
import Settings
import Testing

@Suite struct EffectiveConfigurationTests {
    private let amd64 = Platform(os: "linux", architecture: "amd64")

    @Test func theOperatorsPlatformsStandInForTheRepositorys() throws {
        let text = """
            # Ours.
            apiVersion: pinnace.dev/v1alpha1
            kind: Config
            platforms:
              - linux/arm64
            movedTag: {floating: block}
            rewrites:
              - {from: "gcr.io/p/{image}", to: 'x.dev/q/{image}'}
            publish: {maximumChanges: 20}

            """
        let effective = try EffectiveConfiguration(Array(text.utf8), platforms: [amd64])
        #expect(
            effective.text == """
                apiVersion: pinnace.dev/v1alpha1
                kind: Config
                movedTag:
                  floating: block
                rewrites:
                  - from: "gcr.io/p/{image}"
                    to: "x.dev/q/{image}"
                publish:
                  maximumChanges: 20
                platforms:
                  - linux/amd64

                """)
    }

    @Test func itIsReadAsItWasMeant() throws {
        let effective = try EffectiveConfiguration(nil, platforms: [amd64])
        let configuration = try Configuration.read(Array(effective.text.utf8), settings: OperatorSettings())
        #expect(configuration.rules.platforms == [amd64])
    }
}
