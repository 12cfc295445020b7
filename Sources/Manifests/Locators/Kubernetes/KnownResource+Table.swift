extension KnownResource {
    /// The kinds that are known. Pod specs need no line here: only what stands outside of them does.
    static let all: [KnownResource] =
        argo + tekton + serverless + openShift + operators + monitoring + databases + batch + platform

    static let byKind: [String: [KnownResource]] = all.reduce(into: [:]) { table, resource in
        for kind in resource.kinds { table[kind, default: []].append(resource) }
    }

    private static let argo = [
        KnownResource(
            "argoproj.io", ["Workflow", "WorkflowTemplate", "ClusterWorkflowTemplate", "CronWorkflow"],
            containers: ["spec.**.container", "spec.**.script", "spec.**.sidecars[*]", "spec.**.initContainers[*]"],
            texts: ["spec.**.podSpecPatch"], manifests: ["spec.**.resource.manifest"]),
        KnownResource(
            "kubeflow.org", ["ScheduledWorkflow"],
            containers: ["spec.**.container", "spec.**.script", "spec.**.sidecars[*]"]),
        KnownResource("argoproj.io", ["EventSource", "Sensor"], containers: ["spec.template.container"]),
        KnownResource(
            "argoproj.io", ["ArgoCD"], containers: ["spec.repo.sidecarContainers[*]"],
            pieces: [
                "spec.image", "spec.*.image", "spec.sso.*.image", "spec.ha.redisProxyImage", "spec.extraConfig.image",
            ]),
    ]

    private static let tekton = [
        KnownResource(
            "tekton.dev", ["Task", "ClusterTask", "Pipeline", "TaskRun", "PipelineRun"],
            containers: ["spec.**.steps[*]", "spec.**.sidecars[*]", "spec.**.stepTemplate"],
            references: [
                "spec.**.taskRef.bundle", "spec.**.pipelineRef.bundle",
                "spec.**.taskRef[resolver=bundles].params[name=bundle].value",
                "spec.**.pipelineRef[resolver=bundles].params[name=bundle].value",
            ]),
        KnownResource("tekton.dev", ["StepAction"], containers: ["spec"]),
        KnownResource("tekton.dev", ["Condition"], containers: ["spec.check"]),
    ]

    private static let serverless = [
        KnownResource(
            "serving.knative.dev", ["Service", "Configuration", "Revision"],
            containers: ["spec.**.containers[*]", "spec.**.initContainers[*]", "spec.**.container"]),
        KnownResource(
            "run.googleapis.com", ["Service", "Job", "WorkerPool", "Execution", "Task"],
            containers: ["spec.**.containers[*]", "spec.**.initContainers[*]"]),
        KnownResource("run.cnrm.cloud.google.com", ["RunService", "RunJob"], containers: ["spec.**.containers[*]"]),
        KnownResource("caching.internal.knative.dev", ["Image"], references: ["spec.image"]),
        KnownResource("fleet.cattle.io", ["Bundle"], manifests: ["spec.resources[*].content"]),
        KnownResource("sources.knative.dev", ["ContainerSource"], containers: ["spec.template.spec.containers[*]"]),
        KnownResource(
            "serving.kserve.io", ["InferenceService"],
            containers: [
                "spec.predictor.*", "spec.transformer.*", "spec.explainer.*", "spec.*.containers[*]",
                "spec.*.*.containers[*]",
            ]),
        KnownResource(
            "serving.kserve.io", ["ServingRuntime", "ClusterServingRuntime"], containers: ["spec.**.containers[*]"]),
        KnownResource("serving.kserve.io", ["ClusterStorageContainer"], containers: ["spec.container"]),
    ]

    private static let openShift = ["build.openshift.io", "image.openshift.io", ""].map { group in
        KnownResource(
            group, ["BuildConfig", "Build", "ImageStream", "ImageStreamTag", "ImageStreamImport"],
            // An ImageStreamImport's own sources stand beside where they go to.
            references: [
                "spec.source.images[*].from[kind=DockerImage].name", "spec.strategy.*.from[kind=DockerImage].name",
                "spec.tags[*].from[kind=DockerImage].name", "tag.from[kind=DockerImage].name",
                "spec.images[*].from[kind=DockerImage].name",
            ],
            dockerfiles: ["spec.source.dockerfile"])
    }

    private static let operators = [
        KnownResource(
            "operators.coreos.com", ["ClusterServiceVersion"],
            references: ["spec.relatedImages[*].image", "metadata.annotations.containerImage"],
            examples: ["metadata.annotations[\"alm-examples\"]"]),
        KnownResource("operators.coreos.com", ["CatalogSource"], references: ["spec.image"]),
        KnownResource("operators.coreos.com", ["Subscription"], containers: ["spec.config"]),
        KnownResource(
            "olm.operatorframework.io", ["ClusterCatalog", "Catalog"], references: ["spec.source.image.ref"]),
        KnownResource(
            "pkg.crossplane.io", ["Provider", "Configuration", "Function"], packages: ["spec.package"]),
        KnownResource(
            "pkg.crossplane.io", ["ProviderRevision", "ConfigurationRevision", "FunctionRevision"],
            packages: ["spec.image"]),
        KnownResource("pkg.crossplane.io", ["ControllerConfig"], containers: ["spec"]),
        KnownResource("upgrade.cattle.io", ["Plan"], pieces: ["spec.upgrade.image", "spec.prepare.image"]),
        KnownResource("install.istio.io", ["IstioOperator"], pieces: ["spec.hub", "spec.values.global.hub"]),
        KnownResource("sailoperator.io", ["Istio", "IstioCNI", "ZTunnel"], pieces: ["spec.values.global.hub"]),
        KnownResource("operator.istio.io", ["Istio", "IstioCNI"], pieces: ["spec.values.global.hub"]),
        KnownResource(
            "gateway.envoyproxy.io", ["EnvoyProxy"],
            containers: ["spec.provider.kubernetes.*.container", "spec.provider.kubernetes.*.initContainers[*]"]),
        KnownResource("nfd.openshift.io", ["NodeFeatureDiscovery"], references: ["spec.operand.image"]),
        KnownResource("nfd.kubernetes.io", ["NodeFeatureDiscovery"], references: ["spec.operand.image"]),
        KnownResource("hypershift.openshift.io", ["HostedCluster", "NodePool"], references: ["spec.release.image"]),
        KnownResource("hypershift.openshift.io", ["HostedControlPlane"], references: ["spec.releaseImage"]),
        KnownResource("updateservice.operator.openshift.io", ["UpdateService"], references: ["spec.graphDataImage"]),
        KnownResource(
            "workspace.devfile.io", ["DevWorkspaceTemplate", "DevWorkspace"],
            references: ["spec.components[*].container.image", "spec.template.components[*].container.image"]),
        KnownResource("nvidia.com", ["ClusterPolicy"], pieces: ["spec.*.repository"]),
        KnownResource("k8s.keycloak.org", ["Keycloak"], references: ["spec.image"]),
        KnownResource("policies.kubewarden.io", ["PolicyServer"], references: ["spec.image"]),
        KnownResource("toolhive.stacklok.dev", ["MCPServer"], references: ["spec.image"]),
        KnownResource("config.openshift.io", ["ClusterVersion"], references: ["spec.desiredUpdate.image"]),
        KnownResource("hive.openshift.io", ["ClusterImageSet"], references: ["spec.releaseImage"]),
        KnownResource(
            "machineconfiguration.openshift.io", ["MachineConfig"], references: ["spec.osImageURL"]),
        KnownResource("operator.tigera.io", ["Installation"], pieces: ["spec.registry"]),
        KnownResource("controlplane.cluster.x-k8s.io", ["KubeadmControlPlane"], pieces: ["spec.**.imageRepository"]),
        KnownResource(
            "controlplane.cluster.x-k8s.io", ["KubeadmControlPlaneTemplate"], pieces: ["spec.**.imageRepository"]),
        KnownResource(
            "infrastructure.cluster.x-k8s.io", ["DockerMachineTemplate", "DockerMachine"],
            references: ["spec.customImage", "spec.template.spec.customImage"]),
        KnownResource(
            "k0s.k0sproject.io", ["ClusterConfig"], pieces: ["spec.images.*.image", "spec.images.*.*.image"]),
        KnownResource(
            "kappctrl.k14s.io", ["App"], references: ["spec.fetch[*].imgpkgBundle.image", "spec.fetch[*].image.url"]),
        KnownResource(
            "packaging.carvel.dev", ["PackageRepository"],
            references: ["spec.fetch.imgpkgBundle.image", "spec.fetch.image.url"]),
        KnownResource(
            "data.packaging.carvel.dev", ["Package"], references: ["spec.template.spec.fetch[*].imgpkgBundle.image"]),
        KnownResource(
            "vendir.k14s.io", ["Config"],
            references: ["directories[*].contents[*].image.url", "directories[*].contents[*].imgpkgBundle.image"]),
        KnownResource("kpack.io", ["ClusterStore"], references: ["spec.sources[*].image"]),
        KnownResource("kpack.io", ["ClusterStack"], references: ["spec.buildImage.image", "spec.runImage.image"]),
        KnownResource(
            "kpack.io", ["Buildpack", "ClusterBuildpack", "ClusterLifecycle"], references: ["spec.image"]),
        KnownResource("kbld.k14s.io", ["Config"], references: ["overrides[*].newImage"]),
    ]

    private static let monitoring = [
        KnownResource(
            "monitoring.coreos.com", ["Prometheus", "PrometheusAgent", "Alertmanager", "ThanosRuler"],
            references: ["spec.image", "spec.thanos.image"], pieces: ["spec.baseImage", "spec.thanos.baseImage"]),
        KnownResource(
            "*.k8s.elastic.co",
            [
                "Elasticsearch", "Kibana", "ApmServer", "EnterpriseSearch", "Beat", "Agent", "ElasticMapsServer",
                "Logstash",
            ],
            references: ["spec.image"]),
        KnownResource("jaegertracing.io", ["Jaeger"], references: ["spec.*.image", "spec.storage.*.image"]),
        KnownResource(
            "opentelemetry.io", ["OpenTelemetryCollector", "TargetAllocator", "OpAMPBridge"],
            references: ["spec.image", "spec.targetAllocator.image"]),
        KnownResource("opentelemetry.io", ["Instrumentation"], references: ["spec.*.image"]),
        KnownResource("tempo.grafana.com", ["TempoStack", "TempoMonolithic"], references: ["spec.images.*"]),
        KnownResource(
            "operator.victoriametrics.com",
            ["VMSingle", "VMCluster", "VMAgent", "VMAlert", "VMAlertmanager", "VMAuth", "VLogs", "VLSingle"],
            pieces: ["spec.image.repository", "spec.*.image.repository"]),
        KnownResource(
            "opensearch.opster.io", ["OpenSearchCluster"],
            references: ["spec.general.image", "spec.dashboards.image", "spec.initHelper.image"]),
    ]

    private static let databases = [
        KnownResource(
            "kafka.strimzi.io",
            ["Kafka", "KafkaConnect", "KafkaBridge", "KafkaMirrorMaker", "KafkaMirrorMaker2"],
            references: [
                "spec.image", "spec.clientRackInitImage", "spec.kafka.image", "spec.kafka.brokerRackInitImage",
                "spec.zookeeper.image", "spec.kafkaExporter.image", "spec.cruiseControl.image",
                "spec.cruiseControl.tlsSidecar.image", "spec.entityOperator.topicOperator.image",
                "spec.entityOperator.userOperator.image", "spec.entityOperator.tlsSidecar.image",
            ]),
        KnownResource(
            "postgresql.cnpg.io", ["Cluster", "ImageCatalog", "ClusterImageCatalog", "Pooler"],
            references: [
                "spec.imageName", "spec.images[*].image", "spec.componentImages[*].image", "spec.pgbouncer.image",
                "spec.**.extensions[*].image.reference",
            ]),
        KnownResource(
            "k8s.mariadb.com", ["MariaDB", "MaxScale"], references: ["spec.image", "spec.*.image", "spec.*.*.image"]),
        KnownResource(
            "cassandra.datastax.com", ["CassandraDatacenter"],
            references: ["spec.serverImage", "spec.systemLoggerImage", "spec.configBuilderImage"]),
        KnownResource("druid.apache.org", ["Druid"], references: ["spec.image", "spec.nodes.*.image"]),
        KnownResource("risingwave.risingwavelabs.com", ["RisingWave"], references: ["spec.image"]),
        KnownResource("database.arangodb.com", ["ArangoDeployment"], references: ["spec.image"]),
        KnownResource("dragonflydb.io", ["Dragonfly"], references: ["spec.image"]),
        KnownResource("rabbitmq.com", ["RabbitmqCluster"], references: ["spec.image"]),
        KnownResource(
            "*.percona.com",
            ["PerconaXtraDBCluster", "PerconaServerMongoDB", "PerconaServerMySQL", "PerconaPGCluster"],
            references: ["spec.image", "spec.*.image", "spec.*.*.image"]),
        KnownResource("couchbase.com", ["CouchbaseCluster"], references: ["spec.image"]),
        KnownResource("crdb.cockroachlabs.com", ["CrdbCluster"], references: ["spec.image.name"]),
        KnownResource(
            "acid.zalan.do", ["postgresql", "OperatorConfiguration"], containers: ["spec.sidecars[*]"],
            references: ["spec.dockerImage", "configuration.docker_image"]),
        KnownResource(
            "postgres-operator.crunchydata.com", ["PostgresCluster"],
            references: [
                "spec.image", "spec.backups.pgbackrest.image", "spec.proxy.pgBouncer.image",
                "spec.monitoring.pgmonitor.exporter.image", "spec.userInterface.pgAdmin.image",
            ]),
        KnownResource(
            "databases.spotahome.com", ["RedisFailover"],
            references: ["spec.redis.image", "spec.sentinel.image", "spec.*.exporter.image"]),
        KnownResource(
            "redis.redis.opstreelabs.in", ["Redis", "RedisCluster", "RedisReplication", "RedisSentinel"],
            references: ["spec.kubernetesConfig.image", "spec.redisExporter.image"]),
        KnownResource("minio.min.io", ["Tenant"], references: ["spec.image", "spec.kes.image"]),
        KnownResource("apps.emqx.io", ["EMQX", "EmqxEnterprise", "EmqxBroker"], references: ["spec.image"]),
        KnownResource("ceph.rook.io", ["CephCluster"], references: ["spec.cephVersion.image"]),
    ]

    private static let batch = [
        KnownResource(
            "sparkoperator.k8s.io", ["SparkApplication", "ScheduledSparkApplication", "SparkConnect"],
            containers: ["spec.**.sidecars[*]"],
            references: [
                "spec.image", "spec.template.image", "spec.**.driver.image", "spec.**.executor.image",
                "spec.server.image", "spec.**.sparkConf[\"spark.kubernetes.container.image\"]",
            ]),
        KnownResource(
            "spark.apache.org", ["SparkApplication", "SparkCluster"],
            references: ["spec.sparkConf[\"spark.kubernetes.container.image\"]"]),
        KnownResource("flink.apache.org", ["FlinkDeployment"], references: ["spec.image"]),
        KnownResource(
            "flink.apache.org", ["FlinkBlueGreenDeployment"], references: ["spec.template.spec.image"]),
        KnownResource(
            "ray.io", ["RayCluster", "RayJob", "RayService"], containers: ["spec.**.autoscalerOptions"]),
        KnownResource("trainer.kubeflow.org", ["TrainJob"], containers: ["spec.trainer", "spec.initializer.*"]),
        KnownResource(
            "apps.kruise.io", ["ImagePullJob", "ImageListPullJob"], references: ["spec.image", "spec.images[*]"]),
        KnownResource("litmuschaos.io", ["ChaosExperiment"], containers: ["spec.definition"]),
        KnownResource(
            "shipwright.io", ["BuildStrategy", "ClusterBuildStrategy"],
            containers: ["spec.steps[*]", "spec.buildSteps[*]"]),
        KnownResource("executor.testkube.io", ["Executor"], references: ["spec.image"]),
        KnownResource(
            "testworkflows.testkube.io", ["TestWorkflow", "TestWorkflowTemplate"],
            containers: ["spec.container", "spec.services.*", "spec.**.steps[*].run", "spec.**.steps[*].container"]),
        KnownResource(
            "config.kubeflow.org", ["KatibConfig"],
            references: [
                "runtime.suggestions[*].image", "runtime.earlyStoppings[*].image", "runtime.metricsCollectors[*].image",
            ]),
        KnownResource("openfaas.com", ["Function"], references: ["spec.image"]),
        KnownResource("fission.io", ["Environment"], references: ["spec.runtime.image", "spec.builder.image"]),
        KnownResource(
            "k6.io", ["K6", "TestRun"], containers: ["spec.runner", "spec.starter", "spec.initializer"]),
        KnownResource(
            "actions.summerwind.dev", ["Runner", "RunnerDeployment", "RunnerReplicaSet", "RunnerSet"],
            references: [
                "spec.image", "spec.dockerdImage", "spec.template.spec.image", "spec.template.spec.dockerdImage",
            ]),
    ]

    private static let platform = [
        KnownResource("", ["ConfigMap"], manifests: ["data.*"]),
        KnownResource("", ["Secret"], manifests: ["stringData.*"]),
        KnownResource(
            "kubevirt.io",
            [
                "VirtualMachine", "VirtualMachineInstance", "VirtualMachineInstanceReplicaSet",
            ],
            references: ["spec.**.volumes[*].containerDisk.image", "spec.**.kernelBoot.container.image"],
            addresses: ["spec.**.source.registry.url"]),
        KnownResource(
            "pool.kubevirt.io", ["VirtualMachinePool"],
            references: ["spec.**.volumes[*].containerDisk.image", "spec.**.kernelBoot.container.image"],
            addresses: ["spec.**.source.registry.url"]),
        KnownResource("kubevirt.io", ["KubeVirt"], pieces: ["spec.imageRegistry"]),
        KnownResource(
            "cdi.kubevirt.io", ["DataVolume", "DataImportCron", "VolumeImportSource"],
            addresses: ["spec.**.source.registry.url"]),
        KnownResource(
            "admissionregistration.k8s.io", ["MutatingAdmissionPolicy"], texts: ["spec.mutations[*].*.expression"]),
        KnownResource("k3d.io", ["Simple"], references: ["image"]),
        KnownResource("kind.x-k8s.io", ["Cluster"], references: ["nodes[*].image"]),
        KnownResource(
            "kpt.dev", ["Kptfile"], references: ["pipeline.mutators[*].image", "pipeline.validators[*].image"]),
        KnownResource("kubeadm.k8s.io", ["ClusterConfiguration"], pieces: ["imageRepository", "*.imageRepository"]),
    ]
}
