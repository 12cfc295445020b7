import ImageModel
import Manifests
import Testing

/// Tasks of Ansible.
@Suite struct AnsibleLocatorTests {
    private static let play = """
        - hosts: all
          tasks:
            - name: run # the newest
              community.docker.docker_container:
                name: web
                image: "r.io/web:1" # pinnace: ignore
            - block:
                - podman_container: {name: db, image: postgres:16}
              rescue:
                - docker_swarm_service: {image: 'r.io/swarm:1'}
            - community.docker.docker_image_pull: {name: r.io/pulled:1}
            - containers.podman.podman_image: {name: r.io/made:1, state: build}
            - kubernetes.core.k8s:
                definition:
                  apiVersion: v1
                  kind: Pod
                  spec: {containers: [{name: a, image: 'r.io/pod:1'}]}

        """

    @Test func modulesAndObjects() throws {
        let scan = try BuildScan("playbook.yml", Self.play)
        #expect(
            scan.found == [
                "[0].tasks[0].community.docker.docker_container.image: r.io/web:1",
                "[0].tasks[1].block[0].podman_container.image: postgres:16",
                "[0].tasks[1].rescue[0].docker_swarm_service.image: r.io/swarm:1",
                "[0].tasks[2].community.docker.docker_image_pull.name: r.io/pulled:1",
                "[0].tasks[4].kubernetes.core.k8s.definition.spec.containers[0].image: r.io/pod:1",
            ])
        #expect(scan.scan.occurrences.map(\.directives.ignore) == [true, false, false, false, false])
        #expect(try scan.rewritten() == scan.expected())
    }

    @Test(arguments: [
        ("- name: a\n  docker_container: {image: '{{ x }}:1'}\n", ["[0].docker_container.image: {{ x }}:1"]),
        ("- name: a\n  docker_container: web\n", []),
        ("- docker_container: {image: 'a:1'}\n", ["[0].docker_container.image: a:1 (unknown-field)"]),
        ("docker_container: {image: 'a:1'}\n", ["docker_container.image: a:1 (unknown-field)"]),
        (
            "- name: a\n  docker_container: {image: &i a:1}\n- name: b\n  docker_container: {image: *i}\n",
            ["[0].docker_container.image: a:1", "[1].docker_container.image: a:1"]
        ),
    ])
    func forms(_ text: String, _ expected: [String]) throws {
        #expect(try BuildScan("tasks/main.yml", text).found == expected)
    }

    @Test func tasksInTasksEnd() throws {
        let deep =
            String(repeating: "[{block: ", count: 80) + "[{docker_container: {image: 'a:1'}}]"
            + String(repeating: "}]", count: 80)
        let scan = try BuildScan("a.yml", "- name: a\n  block: \(deep)\n").scan
        #expect(scan.occurrences.map(\.kind) == [.unknownField])
    }
}
