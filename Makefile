# The commands of this project; `make help` lists them. SWIFT may name another toolchain's swift.

SWIFT ?= swift
SOURCES := Package.swift Sources Tests Benchmarks/Package.swift Benchmarks/Sources/PinnaceBench \
	Fuzz/Package.swift Fuzz/Sources/FuzzChecks Fuzz/Sources/FuzzYAML Fuzz/Sources/FuzzLocators Fuzz/Sources/FuzzText
# Tests start real servers: this many at a time keep a small machine busy without starving any of them.
export SWT_EXPERIMENTAL_MAXIMUM_PARALLELIZATION_WIDTH ?= 8

.DEFAULT_GOAL := help
.PHONY: help deps deps-test build run test check docs format

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "%-12s%s\n", $$1, $$2 }' $(MAKEFILE_LIST)

deps: ## install what the build needs and the system lacks
	@.ci/install-missing build

deps-test: deps ## install what the tests need and the system lacks
	@.ci/install-missing test

build: deps ## build .build/release/pinnace
	$(SWIFT) build -c release --product pinnace --static-swift-stdlib

run: build ## show the main job on the example: no network, no server
	examples/run.sh .build/release/pinnace

test: deps-test ## build and run every test
	$(SWIFT) build --build-tests
	SWIFT=$(SWIFT) .ci/run-tests

.PHONY: endurance
endurance: deps-test ## the tests of rivals and kills in full: 200 commits of 20 processes, 20 kills of each phase (10 min)
	$(SWIFT) build --build-tests
	PINNACE_RIVAL_ROUNDS=10 PINNACE_KILLS=20 $(SWIFT) test --skip-build --no-parallel --filter 'ContentionTests|KillTests'

.PHONY: bench fuzz
ROUNDS ?= 7
SECONDS ?= 60

bench: build deps-test ## measure scan, locate and edit on generated repositories, copying and resolving on local registries, a long history, a controller of many repositories and of forged webhooks, beside libyaml, curl and git (ROUNDS=7)
	cd Benchmarks && $(SWIFT) build -c release --static-swift-stdlib
	Benchmarks/run Benchmarks/.build/release .build/release/pinnace $(ROUNDS)
	Benchmarks/registries .build/release/pinnace 3
	Benchmarks/history .build/release/pinnace $(ROUNDS)
	$(SWIFT) build --build-tests
	PINNACE_SCALE=1000 PINNACE_SCALE_BINARY=$(CURDIR)/.build/release/pinnace \
		PINNACE_WEBHOOK_SECONDS=30 $(SWIFT) test --skip-build --no-parallel --filter 'ScaleTests|WebhookLoadTests'

fuzz: deps ## run the fuzz targets, each for SECONDS=60
	SWIFT=$(SWIFT) Fuzz/run $(SECONDS)

.PHONY: chaos
chaos: deps-test ## kill, hold up and cut off leading controllers for SECONDS=300
	$(SWIFT) build --build-tests
	PINNACE_CHAOS_SECONDS=$(if $(filter command line,$(origin SECONDS)),$(SECONDS),300) \
		$(SWIFT) test --skip-build --filter ChaosTests

check: deps ## what a reviewer need not look for: format, white space, machine-specific paths
	$(SWIFT) format lint --strict --recursive $(SOURCES)
	.ci/check-files
	.ci/check-manifests

docs: deps ## write anew what is generated: schemas, command reference, tables of keys
	PINNACE_RECORD=1 $(SWIFT) test --filter 'SchemaTests|CommandReferenceTests|DefinitionTests|ReasonTextsTests'
	PINNACE_RECORD=1 $(SWIFT) test --skip-build --filter ChartParityTests

format: ## format the sources in place
	$(SWIFT) format format --in-place --recursive $(SOURCES)
