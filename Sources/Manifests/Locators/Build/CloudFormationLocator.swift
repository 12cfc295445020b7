import ImageModel
import YAMLSource

/// Templates of AWS CloudFormation and SAM, in YAML and in JSON: the images of the resources that run containers (AWS,
/// "Resource and property types reference").
struct CloudFormationLocator: Locator {
    func mayClaim(_ path: RepositoryPath) -> Bool {
        path.isYAML || path.isJSON || path.ends(with: ".template")
    }

    func claims(_ file: SourceFile) -> Bool {
        guard file.text.contains("AWS::"), file.text.contains("mage"), let root = try? file.documents().first else {
            return false
        }
        return root["Resources"]?.resolved.isMapping == true && ObjectIdentity(of: root) == nil
    }

    func locate(in file: SourceFile, _ scan: inout FileScan) throws(YAMLSourceError) {
        guard let root = try file.documents().first else { return }
        var images = CloudFormationImages(file, root)
        for (_, resource, field) in root["Resources"]?.fields(FieldPath("Resources")) ?? [] {
            guard let type = resource.resolved["Type"]?.resolved.string,
                let properties = resource.resolved["Properties"]
            else { continue }
            images.add(type, properties.resolved, field.key("Properties"))
        }
        if let function = root["Globals"]?["Function"]?.resolved {
            images.add("AWS::Serverless::Function", function, FieldPath("Globals").key("Function"))
        }
        images.report(to: &scan)
    }
}

/// Where each type of resource names images.
enum CloudFormationResource {
    /// Keys below `Properties`; `[]` stands for each element of a list.
    static let images: [String: [[String]]] = [
        "AWS::ECS::TaskDefinition": [["ContainerDefinitions", "[]", "Image"]],
        "AWS::Lambda::Function": [["Code", "ImageUri"]],
        "AWS::Serverless::Function": [["ImageUri"]],
        "AWS::Batch::JobDefinition": [
            ["ContainerProperties", "Image"],
            ["EcsProperties", "TaskProperties", "[]", "Containers", "[]", "Image"],
            ["NodeProperties", "NodeRangeProperties", "[]", "Container", "Image"],
            ["EksProperties", "PodProperties", "Containers", "[]", "Image"],
        ],
        "AWS::AppRunner::Service": [["SourceConfiguration", "ImageRepository", "ImageIdentifier"]],
        "AWS::CodeBuild::Project": [["Environment", "Image"]],
        "AWS::SageMaker::Model": [["PrimaryContainer", "Image"], ["Containers", "[]", "Image"]],
        "AWS::SageMaker::ImageVersion": [["BaseImage"]],
        "AWS::Lightsail::Container": [["ContainerServiceDeployment", "Containers", "[]", "Image"]],
        "AWS::EMRServerless::Application": [["ImageConfiguration", "ImageUri"]],
        "AWS::GameLift::ContainerGroupDefinition": [
            ["GameServerContainerDefinition", "ImageUri"], ["SupportContainerDefinitions", "[]", "ImageUri"],
        ],
    ]

    /// What the properties say that the images run on.
    static func platforms(_ type: String, _ properties: YAMLNode) -> [Platform] {
        switch type {
        case "AWS::ECS::TaskDefinition": task(properties)
        case "AWS::Lambda::Function", "AWS::Serverless::Function": function(properties)
        default: []
        }
    }

    private static func task(_ properties: YAMLNode) -> [Platform] {
        var platform = ECSTaskPlatform()
        let runtime = properties["RuntimePlatform"]?.resolved
        platform.architecture = runtime?["CpuArchitecture"].map(CloudFormationImages.literal)
        platform.system = runtime?["OperatingSystemFamily"].map(CloudFormationImages.literal)
        let launches = properties["RequiresCompatibilities"]?.resolved.elements
        platform.isFargate = launches?.contains { $0.resolved.equals("FARGATE") } ?? false
        return platform.platforms
    }

    /// `x86_64` where nothing is said.
    private static func function(_ properties: YAMLNode) -> [Platform] {
        guard let architectures = properties["Architectures"]?.resolved else { return [amd64] }
        switch architectures[0].map(CloudFormationImages.literal) {
        case "x86_64": return [amd64]
        case "arm64": return [Platform(os: "linux", architecture: "arm64")]
        default: return []
        }
    }

    private static let amd64 = Platform(os: "linux", architecture: "amd64")
}
