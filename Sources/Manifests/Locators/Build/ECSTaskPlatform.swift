import ImageModel

/// What an ECS task runs on (Amazon ECS, `RuntimePlatform`): Fargate's tasks are Linux on X86_64 where nothing is said.
struct ECSTaskPlatform {
    var architecture: String?
    var system: String?
    var isFargate = false

    /// Takes what an attribute says, in the spelling of JSON or of Terraform.
    mutating func read(_ name: String, _ value: String) {
        switch name {
        case "cpuArchitecture", "cpu_architecture": architecture = value
        case "operatingSystemFamily", "operating_system_family": system = value
        default: break
        }
    }

    /// Empty where the task does not say, or says it with a variable.
    var platforms: [Platform] {
        guard architecture != nil || system != nil || isFargate else { return [] }
        let cpu: String
        switch architecture ?? "X86_64" {
        case "X86_64": cpu = "amd64"
        case "ARM64": cpu = "arm64"
        default: return []
        }
        let family = system ?? "LINUX"
        if family == "LINUX" { return [Platform(os: "linux", architecture: cpu)] }
        guard family.hasPrefix("WINDOWS_SERVER") else { return [] }
        let version = Self.windows.first { family.contains($0.key) }?.value
        return [Platform(os: "windows", architecture: cpu, osVersion: version)]
    }

    /// Build numbers of Windows Server, which a container has to share with its host.
    private static let windows = [
        "2016": "10.0.14393", "2019": "10.0.17763", "2004": "10.0.19041", "20H2": "10.0.19042", "2022": "10.0.20348",
        "2025": "10.0.26100",
    ]
}
