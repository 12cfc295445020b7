import GitStore
import Testing

struct GitRemoteURLTests {
    @Test(arguments: [
        (
            "https://git.example.com/team/config.git", "https://git.example.com/team/config.git",
            "https://git.example.com:443"
        ),
        ("https://me:t0ken@Git.Example.com:8443/x", "https://git.example.com:8443/x", "https://git.example.com:8443"),
        ("http://[::1]:3000/x.git", "http://[::1]:3000/x.git", "http://::1:3000"),
        ("git@github.com:team/config.git", "ssh://git@github.com/team/config.git", "ssh://github.com:22"),
        ("github.com:config", "ssh://github.com/config", "ssh://github.com:22"),
        ("ssh://git@host:2222/srv/x.git", "ssh://git@host:2222/srv/x.git", "ssh://host:2222"),
        ("git+ssh://host/~me/x.git", "ssh://host/~me/x.git", "ssh://host:22"),
        ("file:///srv/my%20repo", "/srv/my repo", "file://:0"),
        ("/srv/my repo", "/srv/my repo", "file://:0"),
        ("../relative", "../relative", "file://:0"),
    ])
    func `is read and shown without secrets`(_ text: String, _ shown: String, _ origin: String) throws {
        let url = try GitRemoteURL(text)
        #expect(url.description == shown)
        #expect(url.origin == origin)
        #expect(!"\(url) \(String(reflecting: url))".contains("t0ken"))
    }

    @Test(arguments: [
        ("ext::sh -c evil", "a URL has no spaces or control characters"),
        ("ftp://host/x", "ftp:// is not supported; use https://, ssh://, user@host:path or a local path"),
        ("ssh://-oProxyCommand=evil/x", "its user, host or path begins with `-`, which a command takes for an option"),
        ("-oProxyCommand=evil:x", "its user, host or path begins with `-`, which a command takes for an option"),
        ("host:-evil", "its user, host or path begins with `-`, which a command takes for an option"),
        ("-evil", "its user, host or path begins with `-`, which a command takes for an option"),
        ("https:///x", "it names no host"),
        ("https://host:0/x", "its port is not a number from 1 to 65535"),
        ("https://u%0aser@host/x", "its user has a control character in it"),
        ("", "a URL has no spaces or control characters"),
        ("ssh://host", "it names no path"),
    ])
    func `is refused`(_ text: String, _ why: String) {
        #expect {
            try GitRemoteURL(text)
        } throws: { error in
            (error as? GitError)?.code == .invalid && (error as? GitError)?.message == why
        }
    }

    @Test func `a refused URL does not show its password`() {
        #expect {
            try GitRemoteURL("https://me:t0ken@host:99999/x")
        } throws: { error in
            "\(error)"
                == "cannot use the repository URL https://…: its port is not a number from 1 to 65535"
        }
    }
}
