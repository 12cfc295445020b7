import Testing

@Suite struct ECSTaskLocatorTests {
    @Test(arguments: [
        (
            "\"runtimePlatform\": {\"cpuArchitecture\": \"X86_64\", \"operatingSystemFamily\": \"LINUX\"},",
            " on linux/amd64"
        ),
        ("\"runtimePlatform\": {\"cpuArchitecture\": \"ARM64\"},", " on linux/arm64"),
        (
            "\"runtimePlatform\": {\"operatingSystemFamily\": \"WINDOWS_SERVER_2022_CORE\"},",
            " on windows/amd64:10.0.20348"
        ),
        ("\"requiresCompatibilities\": [\"EC2\", \"FARGATE\"],", " on linux/amd64"),
        ("\"requiresCompatibilities\": [\"EC2\"],", ""),
        ("\"runtimePlatform\": {\"cpuArchitecture\": \"${arch}\"},", ""),
    ])
    func platforms(_ member: String, _ expected: String) throws {
        let task =
            "{\n\t\"family\": \"bff\", \(member)\n\t\"containerDefinitions\": [{\"name\": \"a\", \"image\": \"r.io/a:1\"}]\n}"
        let scan = try BuildScan("ecs/task.json", task)
        #expect(scan.found == ["containerDefinitions[0].image: r.io/a:1\(expected)"])
        #expect(try scan.rewritten() == task.replacing("r.io/a:1", with: BuildScan.target))
    }

    @Test(
        arguments: [
            (
                "{\"taskDefinition\": {\"containerDefinitions\": [{\"image\": \"a\"}]}}",
                ["taskDefinition.containerDefinitions[0].image: a"]
            ),
            (
                "[{\"name\": \"x\", \"image\": \"<IMAGE1_NAME>\", \"essential\": true}, {\"name\": \"y\", \"image\": \"b:1\"}]",
                ["[0].image: <IMAGE1_NAME>", "[1].image: b:1"]
            ),
            ("[{\"essential\": true, \"image\": \"a\"}]", []),
            ("{\"containerDefinitions\": {\"image\": \"a\"}}", []),
            ("{\"essential\": [}", []),
        ] as [(String, [String])])
    func shapes(_ content: String, _ expected: [String]) throws {
        #expect(try BuildScan("x.json", content).found == expected)
    }
}
