import Crypto
import HTTPTransport

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// The keys that `aws login` left, used until they end (botocore, `LoginProvider`). They are not renewed here: that would
/// take the person's own session away.
struct AWSLoginSession: Sendable {
    private struct File: Decodable {
        struct Keys: Decodable {
            let accessKeyId: String
            let secretAccessKey: String
            let sessionToken: String
            let expiresAt: String
        }

        let accessToken: Keys
    }

    /// The name of the session, by whose hash the file is called.
    let name: String
    let profile: AWSProfile
    let environment: [String: String]
    let clock: CloudClock

    func credentials() throws(CredentialError) -> Lease<AWSCredentials?> {
        let home = environment["HOME"] ?? ""
        let directory = environment.setting("AWS_LOGIN_CACHE_DIRECTORY") ?? home + "/.aws/login/cache"
        let path = "\(directory)/\(SHA256.hash(data: Array(name.utf8)).hexadecimal).json"
        guard let bytes = try CloudFile.bytes(path) else { throw ended() }
        guard let keys = (try? JSONDecoder().decode(File.self, from: Data(bytes)))?.accessToken else {
            throw CredentialError(.invalidFile, subject: path, message: "holds no session of aws login")
        }
        guard let end = CloudTime.seconds(keys.expiresAt), end > clock.now else { throw ended() }
        let credentials = AWSCredentials(
            accessKeyID: keys.accessKeyId, secretAccessKey: Secret(keys.secretAccessKey),
            sessionToken: Secret(keys.sessionToken))
        return Lease(credentials, seconds: end - clock.now)
    }

    private func ended() -> CredentialError {
        CredentialError(
            .cloudRefused, subject: "AWS login",
            message: "there is no session of profile \(profile.name), or it has ended: "
                + "run aws login --profile \(profile.name)")
    }
}
