/// Shell that several services run.
extension ScheduledJob {
    /// Builds Pinnace, as no binary of it is published.
    ///
    /// - Parameter folder: where to.
    static func installation(in folder: String, sudo: Bool) -> [String] {
        [
            "git clone --quiet --depth 1 --branch \"$PINNACE_VERSION\" \"$PINNACE_REPOSITORY\" \"\(folder)\"",
            "make -C \"\(folder)\" build",
            "\(sudo ? "sudo " : "")install \"\(folder)/.build/release/pinnace\" /usr/local/bin/pinnace",
        ]
    }

    /// Says to Pinnace who it is, by a token in a file.
    ///
    /// - Parameters:
    ///   - folder: for tokens and what is told of them.
    ///   - token: the variable that holds each cloud's token, by the cloud's name.
    func federation(in folder: String, token: (_ cloud: String) -> String) -> [String] {
        var lines = ["umask 077", "mkdir -p \"\(folder)\""]
        func keep(_ cloud: String) -> String { "printf '%s' \"$\(token(cloud))\" > \"\(folder)/\(cloud)-token\"" }
        if logins.google {
            lines += [keep("google")] + Self.googleFile(in: folder)
        }
        if let region = logins.awsRegion {
            lines += [
                keep("aws"),
                "export AWS_WEB_IDENTITY_TOKEN_FILE=\"\(folder)/aws-token\" AWS_ROLE_SESSION_NAME=pinnace AWS_REGION=\(region)",
            ]
        }
        if logins.azure {
            lines += [keep("azure"), "export AZURE_FEDERATED_TOKEN_FILE=\"\(folder)/azure-token\""]
        }
        return lines
    }

    /// Google's file for workload identity federation (google.aip.dev/auth/4117).
    private static func googleFile(in folder: String) -> [String] {
        let members = [
            #""type":"external_account","audience":"//iam.googleapis.com/%s""#,
            #""subject_token_type":"urn:ietf:params:oauth:token-type:jwt""#,
            #""token_url":"https://sts.googleapis.com/v1/token""#,
            #""service_account_impersonation_url":"https://iamcredentials.googleapis.com/v1/projects/-/serviceAccounts/%s:generateAccessToken""#,
            #""credential_source":{"file":"%s"}"#,
        ]
        return [
            "printf '{\(members.joined(separator: ","))}' \\",
            "  \"$GOOGLE_WORKLOAD_IDENTITY_PROVIDER\" \"$GOOGLE_SERVICE_ACCOUNT\" \"\(folder)/google-token\" > \"\(folder)/google.json\"",
            "export GOOGLE_APPLICATION_CREDENTIALS=\"\(folder)/google.json\"",
        ]
    }

    /// A login with a password, as Docker keeps it.
    static let passwordLogin = [
        "umask 077",
        "mkdir -p \"$HOME/.docker\"",
        "auth=$(printf '%s:%s' \"$REGISTRY_USER\" \"$REGISTRY_PASSWORD\" | base64 | tr -d '\\n')",
        "printf '{\"auths\":{\"%s\":{\"auth\":\"%s\"}}}\\n' \"$REGISTRY_HOST\" \"$auth\" > \"$HOME/.docker/config.json\"",
    ]
}

/// What stands in the heads of the files.
extension ScheduledJob {
    var purpose: String {
        "# Pins this repository's image references by digest, on a schedule. Made by 'pinnace init --ci \(service.rawValue)'."
    }

    static let sources = [
        "#   PINNACE_REPOSITORY and PINNACE_VERSION: the git URL of Pinnace, and its tag, which it is built from"
    ]

    /// Names of what logins need, each with what it is.
    var loginVariables: [String] {
        var lines: [String] = []
        if logins.google {
            lines += [
                "#   GOOGLE_WORKLOAD_IDENTITY_PROVIDER: projects/N/locations/global/workloadIdentityPools/POOL/providers/PROVIDER",
                "#   GOOGLE_SERVICE_ACCOUNT: an address that the provider may act as, with the role Artifact Registry Reader",
                "#     (Writer, where rules copy)",
            ]
        }
        if logins.awsRegion != nil {
            lines.append(
                "#   AWS_ROLE_ARN: a role that trusts this job, and may read in ECR (write and create, where rules copy)"
            )
        }
        if logins.azure {
            lines += [
                "#   AZURE_CLIENT_ID and AZURE_TENANT_ID: an application with a federated credential for this job, and the role",
                "#     AcrPull (AcrPush, where rules copy)",
            ]
        }
        if let host = logins.passwords.first {
            lines.append("#   REGISTRY_USER, and the secret REGISTRY_PASSWORD: for \(host)")
        }
        for host in logins.passwords.dropFirst() {
            lines.append("#   \(host) wants a login as well: add it to the file that the step writes")
        }
        return lines
    }

    /// What a status means here.
    static let statuses = [
        "# It fails where a reference could not be judged, as a registry did not answer; the next run tries again. References",
        "# that are blocked are told in the log; with --strict they fail it, too.",
    ]
}
