/// An open block or object of a Terraform file.
struct TerraformBlock {
    /// `["resource", "aws_ecs_task_definition", "api"]`, or the one name of an attribute.
    let names: [String]
    /// How many references were found in front of it.
    let firstReference: Int
    /// The line that it stands in, to go on with behind it.
    let outer: Int
    let attribute: Range<Int>?
    var task = ECSTaskPlatform()
    var chart = TerraformChart()

    /// As Terraform's addresses name it.
    var name: String {
        names.first == "resource" && names.count > 1
            ? names.dropFirst().joined(separator: ".") : names.joined(separator: ".")
    }

    /// The type of a resource or data source.
    var type: String? {
        guard let keyword = names.first, keyword == "resource" || keyword == "data", names.count > 1 else { return nil }
        return names[1]
    }
}
