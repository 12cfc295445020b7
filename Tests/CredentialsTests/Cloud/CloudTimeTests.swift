import HTTPTransport
import Testing

@testable import Credentials

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

@Suite struct CloudTimeTests {
    @Test(
        arguments: [
            ("2026-11-21T04:00:00Z", 1_795_233_600), ("2026-11-21T04:00:00.123Z", 1_795_233_600),
            ("2026-11-21T04:00:00UTC", 1_795_233_600), ("2026-11-21T05:00:00+01:00", 1_795_233_600),
            ("2026-11-21", nil), ("soon", nil), ("", nil),
        ] as [(String, Int?)])
    func timesOfTheClouds(_ text: String, _ seconds: Int?) { #expect(CloudTime.seconds(text) == seconds) }

    private func answer(_ status: Int, _ date: String?) throws -> HTTPResponse {
        let url = try #require(URL(string: "https://sts.test/"))
        var headers: HTTPHeaders = [:]
        if let date { headers["Date"] = date }
        return HTTPResponse(status: status, url: url, headers: headers, body: [])
    }

    @Test func onlyARefusalWithAnotherTimeCorrects() throws {
        let date = "Sat, 21 Nov 2026 04:00:00 GMT"
        let clock = CloudClock { 1_795_237_200 }
        #expect(!clock.isCorrected(by: try answer(200, date), signed: clock.now))
        #expect(!clock.isCorrected(by: try answer(500, date), signed: clock.now))
        #expect(!clock.isCorrected(by: try answer(403, nil), signed: clock.now))
        #expect(!clock.isCorrected(by: try answer(403, "Sat, 21 Nov 2026 04:57:00 GMT"), signed: clock.now))
        #expect(clock.now == 1_795_237_200)
        #expect(clock.isCorrected(by: try answer(403, date), signed: clock.now))
        #expect(clock.now == 1_795_233_600)
    }

    @Test func lifeIsCountedByTheAnswersOwnTime() throws {
        let clock = CloudClock { 0 }
        let answer = try answer(200, "Sat, 21 Nov 2026 04:00:00 GMT")
        #expect(clock.seconds(until: 1_795_233_600 + 900, in: answer) == 900)
        #expect(clock.seconds(until: nil, in: answer) == nil)
    }
}
