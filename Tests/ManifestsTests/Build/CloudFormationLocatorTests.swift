import Manifests
import Testing
import YAMLSource

@Suite struct CloudFormationLocatorTests {
    private static let yaml = """
        AWSTemplateFormatVersion: '2010-09-09'
        Parameters:
          WebImage:
            Type: String
            Default: "nginx:1.25" # of the web
          Given: {Type: String}
        Resources:
          Task:
            Type: AWS::ECS::TaskDefinition
            Properties:
              RequiresCompatibilities: [FARGATE]
              RuntimePlatform: {CpuArchitecture: ARM64}
              ContainerDefinitions:
                - Name: web
                  Image: !Ref WebImage
                - Name: app
                  Image: !Sub "${AWS::AccountId}.dkr.ecr.${AWS::Region}.amazonaws.com/app:1"
                - Name: plain
                  Image: !Sub gcr.io/p/plain:1
                - Name: given
                  Image: !Ref Given
                - Name: choice
                  Image: !If [IsProd, 'gcr.io/p/a:1', !Ref WebImage]
                - Name: joined
                  Image: !Join [':', [a, b]]
          Function:
            Type: AWS::Serverless::Function
            Properties:
              PackageType: Image
              ImageUri: 123456789012.dkr.ecr.eu-west-1.amazonaws.com/fn:2
              Architectures: [arm64]
          Old:
            Type: AWS::Lambda::Function
            Properties: {Code: {ImageUri: "123456789012.dkr.ecr.eu-west-1.amazonaws.com/old:3"}}
          Build:
            Type: AWS::CodeBuild::Project
            Properties: {Environment: {Image: aws/codebuild/standard:7.0}}
          Machine:
            Type: AWS::EC2::Instance
            Properties: {ImageId: ami-1}

        """

    private static let expected = [
        "Parameters.WebImage.Default: nginx:1.25 on linux/arm64",
        "Resources.Task.Properties.ContainerDefinitions[1].Image: "
            + "${AWS::AccountId}.dkr.ecr.${AWS::Region}.amazonaws.com/app:1 on linux/arm64",
        "Resources.Task.Properties.ContainerDefinitions[2].Image: gcr.io/p/plain:1 on linux/arm64",
        "Resources.Task.Properties.ContainerDefinitions[4].Image[1]: gcr.io/p/a:1 on linux/arm64",
        "Resources.Function.Properties.ImageUri: 123456789012.dkr.ecr.eu-west-1.amazonaws.com/fn:2 on linux/arm64",
        "Resources.Old.Properties.Code.ImageUri: 123456789012.dkr.ecr.eu-west-1.amazonaws.com/old:3 on linux/amd64",
    ]

    @Test(arguments: ["\n", "\r\n"])
    func aTemplateInYAML(_ lineBreak: String) throws {
        let text = Self.yaml.replacing("\n", with: lineBreak)
        let scan = try BuildScan("stack/service.yaml", text)
        #expect(scan.found == Self.expected)
        #expect(try scan.rewritten() == scan.expected())
        #expect(
            scan.scan.findings.map { "\($0.location?.line ?? 0): \($0.message)" } == [
                "21: Resources.Task.Properties.ContainerDefinitions[3].Image is filled in by Ref",
                "25: Resources.Task.Properties.ContainerDefinitions[5].Image is filled in by Join",
            ])
    }

    /// A container that only one of two stacks has.
    @Test func aChoiceOfContainers() throws {
        let text = """
            Resources:
              Task:
                Type: AWS::ECS::TaskDefinition
                Properties:
                  ContainerDefinitions:
                    - Image: a/b:1
                    - !If [HasSidecar, {Image: 'c/d:2'}, !Ref AWS::NoValue]
                    - Fn::If: [HasSidecar, {Image: 'aws/codebuild/standard:7.0'}, {Image: 'e/f:3'}]

            """
        let scan = try BuildScan("a.yaml", text)
        #expect(
            scan.found.map { $0.replacing("Resources.Task.Properties.ContainerDefinitions", with: "") } == [
                "[0].Image: a/b:1", "[1][1].Image: c/d:2", "[2][2].Image: e/f:3",
            ])
    }

    @Test(arguments: ["a.json", "a.template"])
    func aTemplateInJSON(_ path: String) throws {
        let text = """
            {"Parameters": {"P": {"Type": "String", "Default": "a/b:1"}},
             "Resources": {"T": {"Type": "AWS::ECS::TaskDefinition", "Properties": {"ContainerDefinitions": [
               {"Image": {"Ref": "P"}}, {"Image": {"Fn::Sub": "c/d:${V}"}}, {"Image": {"Fn::Sub": ["e/f:2", {}]}},
               {"Image": "g/h:3"}, {"Image": {"Fn::GetAtt": ["X", "Uri"]}}]}}}}
            """
        let scan = try BuildScan(path, text)
        #expect(
            scan.found.map { $0.split(separator: ": ").last.map(String.init) } == [
                "a/b:1", "c/d:${V}", "e/f:2", "g/h:3",
            ])
        #expect(scan.scan.findings.count == 1)
        #expect(try scan.rewritten() == scan.expected())
    }

    @Test(arguments: [
        "Resources: {A: {Type: AWS::ECS::TaskDefinition, Properties: {ContainerDefinitions: {Image: x}}}}",
        "Resources: {A: {Type: AWS::ECS::TaskDefinition, Properties: [Image]}}", "Resources: [AWS::Image]",
        "Resources: {A: [AWS::Image]}", "Resources: &a {A: *a, AWS::Image: 1}",
        "Resources: {A: {Type: AWS::Lambda::Function, Properties: {Code: {ImageUri: !If [a]}}}}",
    ])
    func hostile(_ text: String) throws {
        #expect(try BuildScan("x.yaml", text).found.isEmpty)
    }
}
