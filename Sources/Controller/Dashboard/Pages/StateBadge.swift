import KubernetesAPI
import Reconciliation

/// A state in a word, a sign and a colour: no one of them is needed to understand it.
struct StateBadge: Sendable, Hashable {
    enum Tone: String, Sendable {
        case good, news, wait, bad, calm
    }

    let word: String
    let sign: String
    let tone: Tone

    var html: HTML {
        Tag.span(.class("badge \(tone.rawValue)")) {
            Tag.span(.hidden, text: sign)
            " "
            word
        }
    }
}

extension ReferenceState {
    var badge: StateBadge {
        switch self {
        case .blocked: StateBadge(word: "Blocked", sign: "✕", tone: .bad)
        case .pending: StateBadge(word: "To change", sign: "→", tone: .news)
        case .held: StateBadge(word: "Held", sign: "‖", tone: .wait)
        case .changed: StateBadge(word: "Just changed", sign: "✓", tone: .news)
        case .unchanged: StateBadge(word: "Up to date", sign: "✓", tone: .good)
        case .skipped: StateBadge(word: "Skipped", sign: "–", tone: .calm)
        }
    }
}

/// How a repository is, in one word.
enum RepositoryState: String, Sendable, CaseIterable {
    case stalled, failing, unknown, suspended, ready

    init(_ resource: ConfigRepository) {
        let conditions = resource.status?.conditions ?? []
        if resource.isSuspended {
            self = .suspended
        } else if conditions.contains(where: { $0.type == "Stalled" && $0.status == "True" }) {
            self = .stalled
        } else {
            switch conditions.first(where: { $0.type == "Ready" })?.status {
            case "True": self = .ready
            case "False": self = .failing
            default: self = .unknown
            }
        }
    }

    var badge: StateBadge {
        switch self {
        case .stalled: StateBadge(word: "Stalled", sign: "✕", tone: .bad)
        case .failing: StateBadge(word: "Failing", sign: "!", tone: .bad)
        case .unknown: StateBadge(word: "Not known yet", sign: "?", tone: .calm)
        case .suspended: StateBadge(word: "Suspended", sign: "‖", tone: .wait)
        case .ready: StateBadge(word: "Ready", sign: "✓", tone: .good)
        }
    }
}
