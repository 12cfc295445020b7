/// Follows values through a chart's template: `with`, variables, named templates and what they are given.
struct TemplateReader {
    private(set) var uses = TemplateUses()
    /// What the dot is, for each open block; `nil` where it cannot be told.
    private var dots: [TemplatePath?] = []
    private var definitions: [String?] = []
    private var variables: [Substring: TemplatePath] = [:]

    /// Of one file that are kept, of tags and of calls each.
    private static let mostUses = 10_000
    private static let opening: Set<Substring> = ["if", "with", "range", "define", "block"]
    private static let comparing = ["semver", "eq", "ne", "contains", "hasPrefix", "hasSuffix", "regex", "lt", "gt"]

    init(_ text: String) {
        for action in TemplateAction.all(in: text) { read(action) }
    }

    private mutating func read(_ action: TemplateAction) {
        let words = action.words
        switch words[0] {
        case "end":
            _ = dots.popLast()
            _ = definitions.popLast()
            return
        case "define", "block":
            let name = Self.unquoted(words.dropFirst().first ?? "")
            uses.defined.insert(name)
            dots.append(TemplatePath(root: name, keys: ""))
            definitions.append(name)
            return
        case let word where Self.opening.contains(word):
            readTags(action, isCondition: true)
            readCalls(action)
            let dot = word == "with" ? only(words.dropFirst()) : word == "if" ? dots.last ?? nil : nil
            dots.append(dot)
            definitions.append(definitions.last ?? nil)
        case let word where word.hasPrefix("$") && words.count > 2 && [":=", "="].contains(words[1]):
            readCalls(action)
            let value = words.dropFirst(2)
            if let path = only(value) {
                variables[word] = path
                readAppVersion(action)
            } else {
                readTags(action, isCondition: false)
            }
        default:
            readTags(action, isCondition: words[0] == "else")
            readCalls(action)
            readFront(action)
        }
    }

    /// The one path that an expression is about: `.Values.image.tag | default .Chart.AppVersion`, `index . 0`.
    private func only(_ words: some Collection<Substring>) -> TemplatePath? {
        let words = Array(words)
        if words.count == 3, words[0] == "index", let position = Int(words[2]) {
            return path(words[1])?.appending("#\(position)")
        }
        let paths = Set(words.compactMap(path))
        return paths.count == 1 && !words.contains("printf") && !words.contains("include") ? paths.first : nil
    }

    private func path(_ word: Substring) -> TemplatePath? {
        if let values = word.firstRange(of: ".Values.") {
            return TemplatePath(root: "", keys: String(word[values.upperBound...]))
        }
        if word.hasPrefix("$") {
            let name = word.prefix { $0 != "." }
            return variables[name]?.appending(word.dropFirst(name.count + 1))
        }
        guard word.hasPrefix("."), !word.hasPrefix(".Chart"), !word.hasPrefix(".Release"), let dot = dots.last ?? nil
        else { return nil }
        return dot.appending(word.dropFirst())
    }

    private mutating func readTags(_ action: TemplateAction, isCondition: Bool) {
        let isCompared = action.words.contains { word in Self.comparing.contains { word.hasPrefix($0) } }
        if !isCondition { readAppVersion(action) }
        guard !isCondition || isCompared else { return }
        for word in action.words where uses.tags.count < Self.mostUses {
            guard let path = path(word), Self.isTag(path.keys) else { continue }
            uses.tags.append(
                TemplateValueUse(
                    tag: path, isImage: !isCompared && writesImage(action), hasOtherDefault: hasOtherDefault(action),
                    line: action.line))
        }
    }

    /// What is put before an image's name, other than the registry beside it.
    private mutating func readFront(_ action: TemplateAction) {
        if let (name, front) = formatted(action) { return put([front], before: name, action) }
        if let name = only(action.words) { put(action.wordsBeforeSlash.filter { $0 != "-" }, before: name, action) }
    }

    /// `printf "%s/%s:%s" .Values.repo .Values.image.name …`
    private func formatted(_ action: TemplateAction) -> (name: TemplatePath, front: Substring)? {
        let words = action.words.drop { $0 != "printf" }.dropFirst()
        guard let format = words.first, format.hasPrefix("\"%s/%s"), words.count > 2,
            let name = path(words[words.startIndex + 2])
        else { return nil }
        let front = words[words.startIndex + 1]
        return front.contains(".Values.") ? (name, front) : nil
    }

    private mutating func put(_ front: [Substring], before name: TemplatePath, _ action: TemplateAction) {
        guard name.root.isEmpty, Self.isName(name.keys), writesImage(action) else { return }
        let map = name.keys.prefix(upTo: name.keys.lastIndex(of: ".") ?? name.keys.startIndex)
        let isOwn = front.compactMap(path).contains {
            $0.keys.hasPrefix(map) && $0.keys.lowercased().hasSuffix("registry")
        }
        if !front.isEmpty, !isOwn { uses.fronts[name.keys] = front.joined(separator: " ") }
    }

    private static func isName(_ keys: String) -> Bool {
        HelmValueNames.repositories.contains(keys.split(separator: ".").last.map(String.init) ?? "")
            || HelmValueNames.isImage(keys)
    }

    private mutating func readAppVersion(_ action: TemplateAction) {
        guard action.words.contains(where: { $0.hasSuffix(".Chart.AppVersion") }),
            writesImage(action) || action.words.contains(where: { path($0).map { Self.isTag($0.keys) } ?? false })
        else { return }
        let hasPrefix = action.words.contains("\"v%s\"") || action.front.hasSuffix(":v")
        if uses.appVersionPrefix == nil { uses.appVersionPrefix = hasPrefix ? "v" : "" }
    }

    private func hasOtherDefault(_ action: TemplateAction) -> Bool {
        action.words.contains("default") && !action.words.contains { $0.hasSuffix(".Chart.AppVersion") }
    }

    private func writesImage(_ action: TemplateAction) -> Bool {
        if let name = definitions.last ?? nil, name.lowercased().contains("image") { return true }
        return action.front.holds("image:") || action.front.holds("image=") || action.lineText.holds(".repository")
            || action.lineText.holds("epository}}") || action.words.contains { $0.hasSuffix(".image") }
    }

    private mutating func readCalls(_ action: TemplateAction) {
        let words = action.words
        for (position, word) in words.enumerated() where word == "include" || word == "template" {
            guard position + 1 < words.count else { continue }
            let name = Self.unquoted(words[position + 1])
            var arguments = words[(position + 2)...].drop { $0 == "(" }
            guard let first = arguments.popFirst() else { continue }
            switch first {
            case "dict": call(name, pairs: arguments.prefix { $0 != ")" }, action.line)
            case "list", "tuple":
                for (index, value) in arguments.prefix(while: { $0 != ")" }).enumerated() {
                    call(name, "#\(index)", value, action.line)
                }
            default: call(name, "", first, action.line)
            }
        }
    }

    private mutating func call(_ name: String, pairs: ArraySlice<Substring>, _ line: Int) {
        var pairs = pairs
        while let key = pairs.popFirst(), let value = pairs.popFirst() {
            call(name, Self.unquoted(key), value, line)
        }
    }

    private mutating func call(_ name: String, _ key: String, _ value: Substring, _ line: Int) {
        guard uses.calls.count < Self.mostUses, let path = path(value) else { return }
        uses.calls.append(TemplateCall(template: name, key: key, value: path, line: line))
    }

    private static func isTag(_ keys: String) -> Bool {
        keys.hasSuffix("tag") || keys.hasSuffix("Tag") || keys.hasSuffix(".version")
    }

    private static func unquoted(_ word: Substring) -> String {
        String(word.drop { $0 == "\"" || $0 == "`" }.prefix { $0 != "\"" && $0 != "`" })
    }
}
