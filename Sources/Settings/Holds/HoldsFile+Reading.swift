import ImageModel
package import Planning
import YAMLSource

extension HoldsFile {
    /// The holds of a repository, in the order in which they stand; none where there is no file.
    package static func read(_ bytes: [UInt8]?, name: String = HoldsFile.path) throws(ConfigurationError) -> [Hold] {
        guard let bytes else { return [] }
        let file: HoldsFile
        do throws(YAMLSourceError) {
            file = try YAMLDecoder().decode(HoldsFile.self, from: bytes)
        } catch {
            throw ConfigurationError(name, error)
        }
        guard file.apiVersion.value == ConfigFile.apiVersion, file.kind.value == "Holds" else {
            throw ConfigurationError(
                name, at: file.kind.location, "this is not 'apiVersion: \(ConfigFile.apiVersion)' and 'kind: Holds'")
        }
        var holds: [Hold] = []
        for entry in file.holds ?? [] { holds.append(try entry.hold(name)) }
        return holds
    }
}

extension HoldsFile.Entry {
    fileprivate func hold(_ name: String) throws(ConfigurationError) -> Hold {
        var hold = Hold()
        hold.image = try pattern(name)
        hold.file = file?.value
        hold.object = object?.value
        hold.field = field?.value
        hold.from = from?.value
        hold.to = to?.value
        hold.digests = try digestValues(name)
        hold.lapse = try lapseValue(name)
        hold.until = try day(name)
        hold.reason = reason?.value
        hold.who = who?.value
        hold.since = since?.value
        return hold
    }

    private func pattern(_ name: String) throws(ConfigurationError) -> PathSegmentPattern? {
        guard let image else { return nil }
        do throws(PatternError) {
            return try PathSegmentPattern(image.value)
        } catch {
            throw ConfigurationError(name, at: image.location, error.description)
        }
    }

    private func digestValues(_ name: String) throws(ConfigurationError) -> [Digest] {
        var values: [Digest] = []
        for text in digests ?? [] {
            guard let digest = Digest(text.value[...]) else {
                throw ConfigurationError(name, at: text.location, "'\(text.value)' is not a digest")
            }
            values.append(digest)
        }
        return values
    }

    private func lapseValue(_ name: String) throws(ConfigurationError) -> Hold.Lapse {
        guard let lapse else { return .never }
        guard let value = Hold.Lapse(rawValue: lapse.value) else {
            let known = Hold.Lapse.allCases.map(\.rawValue).joined(separator: ", ")
            throw ConfigurationError(name, at: lapse.location, "'\(lapse.value)' is not one of \(known)")
        }
        return value
    }

    private func day(_ name: String) throws(ConfigurationError) -> String? {
        guard let until else { return nil }
        guard Hold.isDay(until.value) else {
            throw ConfigurationError(name, at: until.location, "'\(until.value)' is not a day, such as 2026-12-31")
        }
        return until.value
    }
}
