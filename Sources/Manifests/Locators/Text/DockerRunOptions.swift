/// Finds the image behind the options of `docker run` (Docker, "docker container run"; podman and nerdctl read the same).
enum DockerRunOptions {
    /// Options that take the next word where no `=` follows.
    private static let withValue: Set<String> = [
        "add-host", "annotation", "arch", "attach", "authfile", "blkio-weight", "cap-add", "cap-drop", "cgroup-parent",
        "cgroupns", "cidfile", "cpu-period", "cpu-quota", "cpu-shares", "cpus", "cpuset-cpus", "cpuset-mems", "device",
        "dns", "dns-option", "dns-search", "domainname", "entrypoint", "env", "env-file", "expose", "gpus", "group-add",
        "health-cmd", "health-interval", "health-retries", "health-start-period", "health-timeout", "hostname", "ip",
        "ip6", "ipc", "isolation", "kernel-memory", "label", "label-file", "link", "log-driver", "log-opt",
        "mac-address",
        "memory", "memory-reservation", "memory-swap", "memory-swappiness", "mount", "name", "net", "net-alias",
        "network", "network-alias", "oom-score-adj", "os", "pid", "pidfile", "pids-limit", "platform", "pod", "publish",
        "pull", "restart", "runtime", "secret", "security-opt", "shm-size", "stop-signal", "stop-timeout",
        "storage-opt",
        "sysctl", "tmpfs", "tz", "ulimit", "umask", "user", "userns", "uts", "volume", "volume-driver", "volumes-from",
        "workdir",
    ]
    private static let lettersWithValue = Array("acehlmpuvw".utf8)

    /// The first word that is neither an option nor an option's value.
    static func image(in words: ArraySlice<ShellLine.Word>, of bytes: ArraySlice<UInt8>) -> ShellLine.Word? {
        var position = words.startIndex
        while position < words.endIndex {
            let word = bytes[words[position]]
            guard word.first == UInt8(ascii: "-"), word.count > 1 else {
                let isWord = word.first.map { !ShellLine.isSeparator($0) } ?? false
                return isWord ? words[position] : nil
            }
            position += takesNext(word) ? 2 : 1
        }
        return nil
    }

    private static func takesNext(_ option: ArraySlice<UInt8>) -> Bool {
        if option.starts(with: "--".utf8) {
            let name = option.dropFirst(2)
            return !name.contains(UInt8(ascii: "=")) && withValue.contains(String(decoding: name, as: UTF8.self))
        }
        // `-it`, `-itv /a:/b`, `-p8080:80`: the rest behind a letter with a value is that value.
        let letters = option.dropFirst()
        guard let letter = letters.firstIndex(where: lettersWithValue.contains) else { return false }
        return letter == letters.index(before: letters.endIndex)
    }
}
