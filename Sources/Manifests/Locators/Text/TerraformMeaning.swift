import ImageModel

/// Which literals of Terraform files are container images. `image` alone also names disks of virtual machines.
enum TerraformMeaning {
    private static let always: Set<String> = ["container_image", "docker_image", "image_uri"]

    /// Types of resources, by how they start, that run containers under `image`.
    private static let containerTypes = [
        "kubernetes_", "kubectl_", "aws_ecs_", "aws_batch_job_definition", "aws_sagemaker_model",
        "aws_lightsail_container",
        "google_cloud_run", "google_cloudbuild_trigger", "google_workstations_workstation_config",
        "google_app_engine_flexible", "azurerm_container_group", "azurerm_container_app", "docker_container",
        "docker_service", "nomad_job",
    ]

    /// Attributes of other names that are an image in one type of resource.
    private static let attributes: [String: Set<String>] = [
        "name": ["docker_image", "docker_registry_image", "google_cloudbuild_trigger"],
        "image_identifier": ["aws_apprunner_service"],
    ]

    static func mayHoldContainers(_ blocks: [TerraformBlock]) -> Bool {
        guard let type = blocks.first?.type else { return false }
        return containerTypes.contains { type.hasPrefix($0) }
    }

    /// The configuration of a task's driver in a job of Nomad.
    private static func isTask(_ blocks: [TerraformBlock]) -> Bool {
        blocks.first?.names.first == "job" && blocks.last?.names == ["config"]
    }

    /// Whether the elements of a list are images: of a variable, or of its default.
    static func isList(attribute: String, in blocks: [TerraformBlock], ofValues: Bool) -> Bool {
        let isNamed = { (name: String) in name == "images" || name.hasSuffix("_images") }
        if ofValues { return isNamed(attribute) }
        guard attribute == "default", let block = blocks.last, block.names.first == "variable" else { return false }
        return block.names.last.map(isNamed) ?? false
    }

    static func isElement(_ value: String) -> Bool {
        !value.isEmpty && !value.contains("\\") && !value.contains("://") && !value.contains(" ")
            && (hasHost(value) || hasTag(value))
    }

    /// - Parameter blocks: the blocks that the attribute stands in, the outermost first.
    static func isImage(_ value: String, attribute: String, in blocks: [TerraformBlock]) -> Bool {
        guard !value.isEmpty, !value.contains("\\"), !value.contains("://"), isName(attribute, blocks) else {
            return false
        }
        let type = blocks.first?.type
        guard !isAmazonBuildImage(value, type) else { return false }
        if always.contains(attribute) || attributes[attribute] != nil { return true }
        if mayHoldContainers(blocks) || isTask(blocks) { return true }
        return type == "aws_codebuild_project" || type != nil ? hasHost(value) : hasHost(value) || hasTag(value)
    }

    /// Whether a local or an output is spelled out as an image by host, path and tag: `hello_image`.
    static func isLoose(_ value: String, attribute: String, in blocks: [TerraformBlock]) -> Bool {
        guard blocks.first?.type == nil, attribute.lowercased().hasSuffix("image"), !value.contains("${") else {
            return false
        }
        let bytes = Array(value.utf8)[...]
        return ReferenceScanner.references(in: bytes).first == 0..<bytes.count
    }

    /// Whether a variable's value is an image: `image`, `api_image` or what stands in `images`, with a host or a tag.
    static func isVariable(_ value: String, named name: String, in blocks: [TerraformBlock]) -> Bool {
        guard !value.isEmpty, !value.contains("\\"), !value.contains("://"), !value.contains(" ") else { return false }
        let names = [name] + blocks.compactMap(\.names.last)
        let isNamed =
            isVariableName(name) || names.dropFirst().contains { $0 == "images" || $0.hasSuffix("_images") }
        return isNamed && !isAmazonBuildImage(value, nil) && (hasHost(value) || hasTag(value))
    }

    private static func isVariableName(_ name: String) -> Bool {
        name == "image" || name.hasSuffix("_image") || name.hasSuffix("Image") || always.contains(name)
    }

    private static func isName(_ attribute: String, _ blocks: [TerraformBlock]) -> Bool {
        // A virtual machine's disk.
        if blocks.first?.type?.contains("virtual_machine") == true { return false }
        if attribute == "image" || always.contains(attribute) { return true }
        if attribute == "default", let block = blocks.last, block.names.first == "variable" {
            return block.names.last.map { $0 == "image" || $0.hasSuffix("_image") || always.contains($0) } ?? false
        }
        guard let types = attributes[attribute], let type = blocks.first?.type, types.contains(type) else {
            return false
        }
        // A trigger has a name too; that of a step is an image.
        return type != "google_cloudbuild_trigger" || blocks.last?.names == ["step"]
    }

    /// `aws/codebuild/standard:7.0` is a name of CodeBuild's own.
    private static func isAmazonBuildImage(_ value: String, _ type: String?) -> Bool {
        value.hasPrefix("aws/codebuild/")
    }

    private static func hasHost(_ value: String) -> Bool {
        guard let slash = value.firstIndex(of: "/") else { return false }
        let host = value[..<slash]
        return host.contains(".") || host.contains(":") && !host.hasPrefix("$") || host == "localhost"
    }

    private static func hasTag(_ value: String) -> Bool {
        if value.contains("${") { return value.contains(":") }
        guard let reference = try? ImageReference(parsing: value) else { return false }
        return reference.tag != nil || reference.digest != nil
    }
}
