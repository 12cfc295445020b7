import Manifests
import Testing
import YAMLSource

@Suite struct JenkinsfileLocatorTests {
    private static let tables: [(String, [String])] = [
        (
            """
            #!/usr/bin/env groovy
            pipeline {
              agent {
                docker {
                  image 'gcr.io/p/build:1' // tools
                  args "-v /tmp:/tmp"
                }
              }
              stages {
                stage('Test') {
                  agent { docker 'node:20' }
                  steps { sh "docker run --rm gcr.io/p/tool:2 it's" }
                }
                stage('Other') { agent { docker { image "maven:${VERSION}" } } }
                stage("Third") { agent { docker(image: 'golang:1.22', label: 'x') } }
              }
            }
            """,
            [
                "agent.docker.image: gcr.io/p/build:1", "agent.docker: node:20", "sh: gcr.io/p/tool:2 (command-line)",
                "agent.docker.image[1]: maven:${VERSION}", "agent.docker.image[2]: golang:1.22",
            ]
        ),
        (
            """
            node {
              def m = text =~ /it's "odd"/
              docker.image('postgres:16').withRun('-e X=1') { c ->
                docker.image("alpine").inside { sh 'true' }
              }
              def app = docker.build("p/app:${env.BUILD_ID}", '--pull .')
              /* docker.image('no:1') */
              // docker.image('no:2')
              podTemplate(containers: [
                containerTemplate(name: 'maven', image: 'maven:3.9', command: 'sleep'),
                containerTemplate(image: "golang", name: 'go'),
              ]) { }
            }
            """,
            [
                "docker.image: postgres:16", "docker.image[1]: alpine", "containerTemplate.image: maven:3.9",
                "containerTemplate.image[1]: golang",
            ]
        ),
        (
            """
            pipeline { agent { kubernetes { yaml '''
            kind: Pod
            spec:
              containers:
              - name: a
                image: gcr.io/p/a:1
            ''' } } }
            """, ["agent.kubernetes.yaml.image: gcr.io/p/a:1"]
        ),
        (
            "pipeline { agent { kubernetes { containerTemplate {\n name 'm'\n image 'maven:3'\n command 'cat' } } } }\n",
            ["agent.kubernetes.containerTemplate.image: maven:3"]
        ),
        ("image 'a:1'\necho \"image: 'b:1'\"\nx = [image: 'c']\n", []),
    ]

    @Test(arguments: tables)
    func found(_ text: String, _ expected: [String]) throws {
        let scan = try BuildScan("Jenkinsfile", text)
        #expect(scan.found == expected)
        #expect(try scan.rewritten() == scan.expected())
    }

    @Test func aRegistryAroundAnImageIsToldOf() throws {
        let text = """
            docker.withRegistry('https://r.example', 'key') {
              docker.image('p/app:1').pull()
              docker.image('gcr.io/p/app:2').pull()
            }
            docker.image('p/app:3').pull()
            pipeline { agent { docker { image 'p/app:4'
              registryUrl 'https://r.example' } } }
            """
        let scan = try BuildScan("ci/Jenkinsfile.release", text)
        #expect(scan.found == ["docker.image: gcr.io/p/app:2", "docker.image[1]: p/app:3"])
        #expect(scan.scan.findings.map { $0.location?.line } == [2, 6])
        #expect(
            scan.scan.findings[0].message
                == "a registry that is named around it is put before this image: write its host here")
    }

    @Test(arguments: [
        ("vars/build.groovy", 1), ("Jenkinsfile-ci", 1), ("a.jenkinsfile", 0), ("a.Jenkinsfile", 1),
        ("Jenkinsfile.md", 0),
    ])
    func names(_ path: String, _ count: Int) throws {
        #expect(try BuildScan(path, "docker.image('a:1')").found.count == (path == "a.jenkinsfile" ? 1 : count))
    }

    @Test(arguments: ["'", "'''", "\"\\", "/", "docker.image(", "{{{{", "))))", "image:'a:1'\\", "x = /a"])
    func hostile(_ text: String) throws {
        let scan = try BuildScan("Jenkinsfile", text)
        #expect(try scan.rewritten() == scan.expected())
        let deep = String(repeating: "agent { docker {", count: 50_000) + " image 'a:1' "
        #expect(try BuildScan("Jenkinsfile", deep).found.count <= 1)
    }
}
