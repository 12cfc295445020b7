import ImageModel
import Manifests
import Testing

/// Where else a template takes images from: mappings, and SAM's globals.
@Suite struct CloudFormationSourcesTests {
    private static let text = """
        Transform: AWS::Serverless-2016-10-31
        Globals:
          Function:
            ImageUri: 123456789012.dkr.ecr.eu-west-1.amazonaws.com/fn:1
        Mappings:
          Images:
            eu-west-1: {Web: "r.io/eu:1", Log: 'r.io/log:1'}
            us-east-1: {Web: "r.io/us:1"}
        Resources:
          Task:
            Type: AWS::ECS::TaskDefinition
            Properties:
              ContainerDefinitions:
                - Image: !FindInMap [Images, !Ref AWS::Region, Web]
                - Image: !FindInMap [Images, eu-west-1, Log]
                - Image: {"Fn::FindInMap": [Images, us-east-1, Web]}
                - Image: !FindInMap [!Ref Which, a, b]

        """

    @Test func mappingsAndGlobals() throws {
        let scan = try BuildScan("template.yaml", Self.text)
        #expect(
            scan.found == [
                "Mappings.Images.eu-west-1.Web: r.io/eu:1", "Mappings.Images.us-east-1.Web: r.io/us:1",
                "Mappings.Images.eu-west-1.Log: r.io/log:1",
                "Globals.Function.ImageUri: 123456789012.dkr.ecr.eu-west-1.amazonaws.com/fn:1 on linux/amd64",
            ])
        #expect(scan.scan.findings.map(\.reason) == [.templated])
        #expect(try scan.rewritten() == scan.expected())
    }
}
