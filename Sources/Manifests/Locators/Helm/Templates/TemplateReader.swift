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
            readSet(action)
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
        if words.first == "index", words.count > 2 { return indexed(words[1], words[2...]) }
        if words.count == 2, let position = Self.ends[words[0]] { return path(words[1])?.appending(position) }
        let paths = Set(words.compactMap(path))
        return paths.count == 1 && !words.contains("printf") && !words.contains("include") ? paths.first : nil
    }

    private static let ends: [Substring: String] = ["first": "#0", "last": "#last"]

    /// `index . 0`, `index .Values "a" "b"`.
    private func indexed(_ map: Substring, _ keys: ArraySlice<Substring>) -> TemplatePath? {
        if keys.count == 1, let position = keys.first.flatMap({ Int($0) }) {
            return path(map)?.appending("#\(position)")
        }
        let base = map.hasSuffix(".Values") ? TemplatePath(root: "", keys: "") : path(map)
        let names = keys.prefix { $0 != "|" && $0 != ")" }
        guard let base, names.allSatisfy({ $0.hasPrefix("\"") }) else { return nil }
        return base.appending(names.map(Self.unquoted).joined(separator: "."))
    }

    private func path(_ word: Substring) -> TemplatePath? {
        // A message of `required` names the value that it is about.
        guard !word.hasPrefix("\""), !word.hasPrefix("`") else { return nil }
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

    /// `set .Values.image "tag" $tag`: the template makes a tag of its own, of Kubernetes' version or of another value.
    private mutating func readSet(_ action: TemplateAction) {
        let words = action.words.drop { $0 != "set" }.dropFirst()
        guard words.count > 2, let map = words.first.flatMap(path),
            Self.isTag(Self.unquoted(words[words.startIndex + 1])),
            !words.contains(where: { $0.hasSuffix(".Chart.AppVersion") }),
            let tag = map.appending(Self.unquoted(words[words.startIndex + 1]))
        else { return }
        uses.madeTags.insert(tag)
    }

    /// What is put before an image's name, other than the registry beside it.
    private mutating func readFront(_ action: TemplateAction) {
        if let (name, front) = formatted(action) { return put(front, before: name, action) }
        guard let name = only(action.words) else { return }
        put(action.wordsBeforeSlash.filter { $0 != "-" }, before: name, action)
        let isLast = action.back.allSatisfy { "\"' \t\r".contains($0) }
        if isLast, action.front.hasSuffix(" ") || action.front.hasSuffix("\""), Self.isName(name.keys),
            action.front.contains("image:")
        {
            uses.wholes.insert(name)
        }
    }

    /// `printf "%s/%s:%s" .Values.repo .Values.image.name …`, each of them a word or in brackets.
    private func formatted(_ action: TemplateAction) -> (name: TemplatePath, front: [Substring])? {
        var words = action.words.drop { $0 != "printf" }.dropFirst()
        guard let format = words.popFirst(), format.hasPrefix("\"%s/%s") else { return nil }
        let front = Self.argument(&words)
        guard let name = only(Self.argument(&words)), front.contains(where: { $0.contains(".Values.") }) else {
            return nil
        }
        return (name, front)
    }

    private static func argument(_ words: inout ArraySlice<Substring>) -> [Substring] {
        guard let first = words.popFirst() else { return [] }
        guard first == "(" else { return [first] }
        var (inner, depth) = ([Substring](), 1)
        while depth > 0, let word = words.popFirst() {
            depth += word == "(" ? 1 : word == ")" ? -1 : 0
            if depth > 0 { inner.append(word) }
        }
        return inner
    }

    private mutating func put(_ front: [Substring], before name: TemplatePath, _ action: TemplateAction) {
        guard Self.isName(name.keys), writesImage(action) else { return }
        let isOwn = front.compactMap(path).contains {
            Self.map(of: $0) == Self.map(of: name) && $0.keys.lowercased().hasSuffix("registry")
        }
        guard !front.isEmpty, !isOwn else { return }
        let values = only(front).flatMap { $0.root.isEmpty ? ".Values.\($0.keys)" : nil }
        uses.fronts[name] = values ?? front.joined(separator: " ")
    }

    /// `image` of `image.name`.
    private static func map(of path: TemplatePath) -> Substring {
        path.keys.prefix(upTo: path.keys.lastIndex(of: ".") ?? path.keys.startIndex)
    }

    private static func isName(_ keys: String) -> Bool {
        HelmValueNames.repositories.contains(keys.split(separator: ".").last.map(String.init) ?? "")
            || HelmValueNames.isImage(keys)
    }

    private mutating func readAppVersion(_ action: TemplateAction) {
        guard action.words.contains(where: { $0.hasSuffix(".Chart.AppVersion") }),
            writesImage(action) || action.words.contains(where: { path($0).map { Self.isTag($0.keys) } ?? false })
        else { return }
        guard uses.appVersionPrefix == nil else { return }
        let format = Self.appVersionFormat(action.words)
        uses.appVersionPrefix = action.front.hasSuffix(":v") ? "v" : format?.prefix ?? ""
        uses.appVersionSuffix = format?.suffix ?? ""
    }

    /// `printf "v%s-alpine" .Chart.AppVersion`
    private static func appVersionFormat(_ words: [Substring]) -> (prefix: String, suffix: String)? {
        guard let version = words.firstIndex(where: { $0.hasSuffix(".Chart.AppVersion") }), version >= 2,
            words[version - 2] == "printf"
        else { return nil }
        let parts = unquoted(words[version - 1]).split(separator: "%s", omittingEmptySubsequences: false)
        guard parts.count == 2 else { return nil }
        // A tag's own bytes: in `":%s"` the colon is none.
        let isTag = { (letter: Character) in letter.isLetter || letter.isNumber || "._-".contains(letter) }
        return (
            String(String(parts[0].reversed().prefix(while: isTag)).reversed()), String(parts[1].prefix(while: isTag))
        )
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
                let values = arguments.prefix { $0 != ")" }
                for (index, value) in values.enumerated() { call(name, "#\(index)", value, action.line) }
                if let last = values.last { call(name, "#last", last, action.line) }
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
