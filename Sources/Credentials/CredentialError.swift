/// Why a provider that should know a credential could not give it. Never holds a secret, nor a program's output.
package struct CredentialError: Error, Sendable, Hashable, CustomStringConvertible {
    package struct Code: RawRepresentable, Hashable, Sendable {
        package let rawValue: String
        package init(rawValue: String) { self.rawValue = rawValue }

        package static let cancelled = Code(rawValue: "cancelled")
        package static let unreadableFile = Code(rawValue: "unreadable-file")
        package static let invalidFile = Code(rawValue: "invalid-file")
        package static let invalidEntry = Code(rawValue: "invalid-entry")
        package static let invalidProgramName = Code(rawValue: "invalid-program-name")
        package static let programMissing = Code(rawValue: "program-missing")
        package static let programFailed = Code(rawValue: "program-failed")
        package static let programTimedOut = Code(rawValue: "program-timed-out")
        package static let invalidAnswer = Code(rawValue: "invalid-answer")
        package static let invalidSetting = Code(rawValue: "invalid-setting")
        package static let cloudRefused = Code(rawValue: "cloud-refused")
        package static let cloudUnreachable = Code(rawValue: "cloud-unreachable")
    }

    package let code: Code
    /// The file, the program or the cloud's service.
    package let subject: String
    package let message: String

    package init(_ code: Code, subject: String, message: String) {
        self.code = code
        self.subject = subject
        self.message = message
    }

    package var description: String { "\(subject): \(message)" }
}
