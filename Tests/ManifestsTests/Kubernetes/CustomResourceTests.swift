import ImageModel
import Manifests
import Testing

@Suite struct CustomResourceTests {
    /// `apiVersion kind`, the rest of the object, and what is found in it.
    @Test(arguments: [
        (
            "x.dev/v1 Anything", "spec: {a: [{b: {containers: [{name: a, image: a:1}]}}]}",
            ["spec.a[0].b.containers[0].image: a:1"]
        ),
        ("x.dev/v1 Patch", "spec: {containers: [{name: a}, {name: b, image: b:1}]}", ["spec.containers[1].image: b:1"]),
        (
            "x.dev/v1 Embedding", "spec: {manifest: {apiVersion: v1, kind: Pod, spec: {containers: [{image: a:1}]}}}",
            ["spec.manifest.spec.containers[0].image: a:1"]
        ),
        (
            "x.dev/v1 NoContainers",
            "spec: {containers: [{image: a:1}, {name: b}]}, status: {containers: [{name: a, image: b}]}",
            ["?spec.containers[0].image: a:1"]
        ),
        ("x.dev/v1 NoLists", "spec: {containers: {image: a}, initContainers: image, volumes: [{name: image}]}", []),
        (
            "x.dev/v1 Volumes", "spec: {volumes: [{name: v, image: {reference: a:1}}]}",
            ["spec.volumes[0].image.reference: a:1"]
        ),
        (
            "apiextensions.k8s.io/v1 CustomResourceDefinition", "spec: {containers: [{name: a, image: a:1}]}", []
        ),
        (
            "argoproj.io/v1alpha1 Rollout", "spec: {template: {spec: {containers: [{name: a, image: a:1}]}}}",
            ["spec.template.spec.containers[0].image: a:1"]
        ),
        (
            "argoproj.io/v1alpha1 Workflow",
            """
            spec: {templateDefaults: {container: {image: 'd:1'}}, podSpecPatch: '{"containers":[{"image":"x.io/p:1"}]}',
            templates: [{name: a, container: {image: 'a:1', args: [x.io/arg:1]}}, {script: {image: 'b:1', source: 'docker run
            x.io/s:1'}, initContainers: [{name: i, image: 'i:1'}], sidecars: [{image: 's:1'}]}, {containerSet: {containers: [{name:
            c, image: 'c:1'}]}}, {resource: {manifest: 'no object: x.io/m:1'}}, {dag: {tasks: [{inline: {container: {image: n}}}]}}]}
            """,
            [
                "spec.templates[1].initContainers[0].image: i:1",
                "spec.templates[2].containerSet.containers[0].image: c:1", "spec.templateDefaults.container.image: d:1",
                "spec.templates[0].container.image: a:1", "!spec.templates[0].container.args[0]: x.io/arg:1",
                "spec.templates[4].dag.tasks[0].inline.container.image: n", "spec.templates[1].script.image: b:1",
                "!spec.templates[1].script.source: x.io/s:1", "spec.templates[1].sidecars[0].image: s:1",
                "!spec.podSpecPatch: x.io/p:1",
            ]
        ),
        (
            "argoproj.io/v1alpha1 CronWorkflow", "spec: {workflowSpec: {templates: [{container: {image: 'a:1'}}]}}",
            ["spec.workflowSpec.templates[0].container.image: a:1"]
        ),
        (
            "argoproj.io/v1alpha1 Sensor",
            """
            spec: {template: {container: {image: 't:1'}}, triggers: [{template: {argoWorkflow: {source: {resource: {apiVersion:
            argoproj.io/v1alpha1, kind: Workflow, spec: {templates: [{container: {image: 'a:1'}}]}}}}}}]}
            """,
            [
                "spec.triggers[0].template.argoWorkflow.source.resource.spec.templates[0].container.image: a:1",
                "spec.template.container.image: t:1",
            ]
        ),
        (
            "tekton.dev/v1 Task",
            "spec: {stepTemplate: {image: 't:1'}, steps: [{image: 'a:$(params.tag)', script: x.io/s:1}], sidecars: [{image: 'b:1'}]}",
            [
                "spec.steps[0].image: a:$(params.tag)", "!spec.steps[0].script: x.io/s:1",
                "spec.sidecars[0].image: b:1",
                "spec.stepTemplate.image: t:1",
            ]
        ),
        (
            "tekton.dev/v1 Pipeline",
            """
            spec: {tasks: [{taskSpec: {steps: [{image: 'a:1'}]}}, {taskRef: {name: x, bundle: 'x.io/b:1'}}, {taskRef: {resolver:
            bundles, params: [{name: kind, value: task}, {name: bundle, value: 'x.io/c:1'}]}}, {taskRef: {resolver: git, params:
            [{name: bundle, value: 'x.io/d:1'}]}}]}
            """,
            [
                "spec.tasks[0].taskSpec.steps[0].image: a:1", "spec.tasks[1].taskRef.bundle: x.io/b:1",
                "spec.tasks[2].taskRef.params[1].value: x.io/c:1", "?spec.tasks[3].taskRef.params[0].value: x.io/d:1",
            ]
        ),
        (
            "tekton.dev/v1 PipelineRun", "spec: {pipelineRef: {bundle: 'x.io/b:1'}}",
            ["spec.pipelineRef.bundle: x.io/b:1"]
        ),
        (
            "tekton.dev/v1beta1 PipelineRun",
            "spec: {pipelineSpec: {tasks: [{taskSpec: {steps: [{image: 'uses:o/catalog/a.yaml@v1'}, {image: 'a:1'}]}}]}}",
            ["spec.pipelineSpec.tasks[0].taskSpec.steps[1].image: a:1"]
        ),
        ("x.dev/v1 App", "spec: {web: {image: a/b, tag: v1, resources: {}}}", ["?spec.web.image: a/b v1"]),
        ("caching.internal.knative.dev/v1alpha1 Image", "spec: {image: r.io/queue}", ["spec.image: r.io/queue"]),
        (
            "fleet.cattle.io/v1alpha1 Bundle",
            "spec: {resources: [{content: \"apiVersion: v1\\nkind: Pod\\nspec: {containers: [{name: a, image: redis}]}\"}]}",
            ["spec.resources[0].content.spec.containers[0].image: redis"]
        ),
        (
            "kyverno.io/v1 ClusterPolicy",
            """
            spec: {rules: [{generate: {apiVersion: batch/v1, kind: CronJob, data: {spec: {jobTemplate: {spec: {template: {spec:
            {containers: [{name: a, image: 'r.io/a:1'}]}}}}}}}}]}
            """,
            [
                "spec.rules[0].generate.data.spec.jobTemplate.spec.template.spec.containers[0].image: r.io/a:1"
            ]
        ),
        (
            "x.dev/v1 App",
            """
            spec: {extraInitContainers: [{name: a, image: busybox}], main: {image: bitnami/app, args: [x]}, rbd: {image: foo},
            logo: {image: a.png, resources: {}}, sidecarContainers: [{name: b}]}
            """,
            ["spec.extraInitContainers[0].image: busybox", "?spec.main.image: bitnami/app"]
        ),
        ("tekton.dev/v1beta1 StepAction", "spec: {image: 'a:1', script: x}", ["spec.image: a:1"]),
        (
            "serving.knative.dev/v1 Service", "spec: {template: {spec: {containers: [{image: 'a:1'}]}}}",
            ["spec.template.spec.containers[0].image: a:1"]
        ),
        (
            "run.googleapis.com/v1 Job",
            "spec: {template: {spec: {template: {spec: {containers: [{image: 'a:1', env: [{value: x.io/e:1}]}]}}}}}",
            [
                "spec.template.spec.template.spec.containers[0].image: a:1",
                "!spec.template.spec.template.spec.containers[0].env[0].value: x.io/e:1",
            ]
        ),
        (
            "run.cnrm.cloud.google.com/v1beta1 RunService", "spec: {template: {containers: [{image: 'a:1'}]}}",
            ["spec.template.containers[0].image: a:1"]
        ),
        (
            "serving.kserve.io/v1beta1 InferenceService",
            "spec: {predictor: {model: {image: 'a:1'}, containers: [{name: k, image: 'b:1'}]}, transformer: {containers: [{image: 'c:1'}]}}",
            [
                "spec.predictor.containers[0].image: b:1", "spec.predictor.model.image: a:1",
                "spec.transformer.containers[0].image: c:1",
            ]
        ),
        (
            "build.openshift.io/v1 BuildConfig",
            """
            spec: {source: {images: [{from: {kind: DockerImage, name: 'a:1'}}, {from: {kind: ImageStreamTag, name: 'b:1'}}]},
            strategy: {dockerStrategy: {from: {kind: DockerImage, name: 'c:1'}}}, output: {to: {kind: DockerImage, name: 'd:1'}}} # image
            """, ["spec.source.images[0].from.name: a:1", "spec.strategy.dockerStrategy.from.name: c:1"]
        ),
        (
            "build.openshift.io/v1 BuildConfig", "spec: {source: {dockerfile: 'FROM a:1'}} # image",
            ["spec.source.dockerfile.FROM[0]: a:1"]
        ),
        (
            "image.openshift.io/v1 ImageStream",
            "spec: {tags: [{name: x, from: {kind: DockerImage, name: 'a:1'}}, {from: {kind: ImageStreamTag, name: 'b:1'}}]}",
            ["spec.tags[0].from.name: a:1"]
        ),
        (
            "template.openshift.io/v1 Template",
            "objects: [{apiVersion: v1, kind: Pod, spec: {containers: [{image: '${IMAGE}'}]}}]",
            ["objects[0].spec.containers[0].image: ${IMAGE}"]
        ),
        (
            "operators.coreos.com/v1alpha1 ClusterServiceVersion",
            """
            metadata: {annotations: {containerImage: 'x.io/o:1', alm-examples: '[{"image":"x.io/e:1"}]'}}, spec: {relatedImages:
            [{name: r, image: 'x.io/r:1'}], install: {spec: {deployments: [{spec: {template: {spec: {containers: [{name: m, image:
            'x.io/o:1', env: [{name: RELATED_IMAGE_R, value: 'x.io/r:1'}]}]}}}}]}}}
            """,
            [
                "spec.install.spec.deployments[0].spec.template.spec.containers[0].image: x.io/o:1",
                "spec.install.spec.deployments[0].spec.template.spec.containers[0].env[0].value: x.io/r:1",
                "spec.relatedImages[0].image: x.io/r:1", "metadata.annotations.containerImage: x.io/o:1",
                "!metadata.annotations.alm-examples: x.io/e:1",
            ]
        ),
        ("operators.coreos.com/v1alpha1 CatalogSource", "spec: {image: 'a:1'}", ["spec.image: a:1"]),
        (
            "monitoring.coreos.com/v1 Prometheus",
            "spec: {image: 'a:1', thanos: {image: 'b:1'}, containers: [{name: prometheus, args: []}, {name: x, image: 'c:1'}]}",
            ["spec.containers[1].image: c:1", "spec.image: a:1", "spec.thanos.image: b:1"]
        ),
        ("kibana.k8s.elastic.co/v1 Kibana", "spec: {image: 'a:1'}", ["spec.image: a:1"]),
        ("k8s.elastic.co/v1 Kibana", "spec: {image: 'a:1'}", ["?spec.image: a:1"]),
        (
            "kafka.strimzi.io/v1beta2 Kafka",
            "spec: {kafka: {image: 'a:1'}, entityOperator: {topicOperator: {image: 'b:1'}}, build: {output: {image: 'c:1'}}}",
            ["spec.kafka.image: a:1", "spec.entityOperator.topicOperator.image: b:1"]
        ),
        ("pkg.crossplane.io/v1 Provider", "spec: {package: x.io/p:1}", ["spec.package: x.io/p:1"]),
        (
            "sparkoperator.k8s.io/v1beta2 SparkApplication",
            "spec: {image: 'a:1', driver: {image: 'b:1', sidecars: [{name: s, image: 's:1'}]}, executor: {image: 'c:1'}}",
            [
                "spec.driver.sidecars[0].image: s:1", "spec.image: a:1", "spec.driver.image: b:1",
                "spec.executor.image: c:1",
            ]
        ),
        (
            "ray.io/v1 RayService",
            "spec: {rayClusterConfig: {headGroupSpec: {template: {spec: {containers: [{name: h, image: 'a:1'}]}}}}}",
            ["spec.rayClusterConfig.headGroupSpec.template.spec.containers[0].image: a:1"]
        ),
        (
            "kubeflow.org/v1 PyTorchJob",
            "spec: {pytorchReplicaSpecs: {Master: {template: {spec: {containers: [{name: pytorch, image: 'a:1'}]}}}}}",
            ["spec.pytorchReplicaSpecs.Master.template.spec.containers[0].image: a:1"]
        ),
        (
            "kubevirt.io/v1 VirtualMachine",
            """
            spec: {template: {spec: {volumes: [{name: d, containerDisk: {image: 'a:1'}}]}}, dataVolumeTemplates: [{spec: {source:
            {registry: {url: 'docker://x.io/d:1'}}}}]}
            """,
            [
                "spec.template.spec.volumes[0].containerDisk.image: a:1",
                "spec.dataVolumeTemplates[0].spec.source.registry.url: x.io/d:1",
            ]
        ),
        (
            "cdi.kubevirt.io/v1beta1 DataVolume", "spec: {source: {registry: {url: 'docker://x.io/d:1'}}}",
            ["spec.source.registry.url: x.io/d:1"]
        ),
        (
            "upgrade.cattle.io/v1 Plan", "spec: {upgrade: {image: 'r/k3s-upgrade:v1'}}",
            ["spec.upgrade.image: r/k3s-upgrade:v1"]
        ),
        (
            "kind.x-k8s.io/v1alpha4 Cluster", "nodes: [{role: worker, image: 'kindest/node:v1'}]",
            ["nodes[0].image: kindest/node:v1"]
        ),
    ])
    func kinds(object: String, content: String, expected: [String]) {
        let words = object.split(separator: " ")
        let located = LocatedText(
            "{apiVersion: \(words[0]), kind: \(words[1]), \(content.replacing(" # image", with: "")), note: image}")
        #expect(located.references == expected)
        #expect(located.findings.isEmpty)
    }

    @Test(arguments: [
        (
            "argoproj.io/v1beta1 ArgoCD", "spec: {image: quay.io/p/a, version: v1}",
            "spec.image: 'quay.io/p/a' is a piece of an image; the operator of ArgoCD adds the rest"
        ),
        (
            "upgrade.cattle.io/v1 Plan", "spec: {version: v1, upgrade: {image: r/k3s-upgrade}}",
            "spec.upgrade.image: 'r/k3s-upgrade' is a piece of an image; the operator of Plan adds the rest"
        ),
        (
            "install.istio.io/v1alpha1 IstioOperator", "spec: {hub: gcr.io/p, tag: v1}",
            "spec.hub: 'gcr.io/p' is a piece of an image; the operator of IstioOperator adds the rest"
        ),
        (
            "pkg.crossplane.io/v1 Function", "spec: {package: 'crossplane-contrib/f:v1'}",
            "spec.package: 'crossplane-contrib/f:v1' names no registry, and it is not Docker Hub that is meant: spell the "
                + "registry out"
        ),
    ])
    func pieces(object: String, content: String, message: String) {
        let words = object.split(separator: " ")
        let located = LocatedText("{apiVersion: \(words[0]), kind: \(words[1]), \(content), note: image}")
        #expect(located.references.isEmpty)
        #expect(located.scan.findings.map(\.message) == [message])
        #expect(located.scan.findings.map(\.reason.rawValue) == ["incomplete"])
    }

    @Test func anImageTriggerIsAnotherController() {
        let text = """
            apiVersion: apps.openshift.io/v1
            kind: DeploymentConfig
            metadata: {name: x}
            spec:
              triggers:
                - type: ConfigChange
                - type: ImageChange
                  imageChangeParams: {automatic: true, containerNames: [web], from: {kind: ImageStreamTag, name: 'web:1'}}
              template:
                spec:
                  containers:
                    - {name: web, image: ' ', args: [gcr.io/p/x:1]}
                    - {name: side, image: side:1}

            """
        let located = LocatedText(text)
        #expect(
            located.references == [
                "spec.template.spec.containers[0].image:  ", "!spec.template.spec.containers[0].args[0]: gcr.io/p/x:1",
                "spec.template.spec.containers[1].image: side:1",
            ])
        #expect(located.scan.occurrences.map(\.directives.otherController) == ["ImageChange trigger", nil, nil])
    }

    @Test func everythingIsWrittenInItsPlace() throws {
        let text = """
            apiVersion: tekton.dev/v1
            kind: Task
            spec:
              steps:
              -   image:   'gcr.io/p/a:1'   # one
                  script: |
                    #!/bin/sh
                    docker run gcr.io/p/a:1 "gcr.io/p/b:1"

            """
        let written = try LocatedText(text).written { $0 + "-new" }
        #expect(written == text.replacing("a:1", with: "a:1-new").replacing("b:1", with: "b:1-new"))
    }

    @Test func aliasesOfAliasesEnd() {
        var text = "apiVersion: x.dev/v1\nkind: Image\nspec:\n  a0: &a0 {containers: [{name: a, image: a:1}]}\n"
        for level in 1...40 {
            let previous = "*a\(level - 1)"
            text += "  a\(level): &a\(level) [\(previous), \(previous), \(previous)]\n"
        }
        let located = LocatedText(text)
        #expect(Set(located.scan.occurrences.flatMap(\.parts.sites).map(\.id)).count == 1)
    }
}
