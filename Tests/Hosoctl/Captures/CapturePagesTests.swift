import Foundation
import Testing

@testable import Hosoctl

/// Arrangements of captured pages, as scripts ask for them.
struct CapturePagesTests {
    private static func pages() throws -> CapturePages {
        let json = #"{"capture":{"id":"c","revision":7,"pages":[{"id":"a","page":1},{"id":"b","page":1},{"id":"c","page":2}]}}"#
        return try JSONDecoder().decode(CapturePagesAnswer.self, from: Data(json.utf8)).capture
    }

    @Test func `R25 an order names every page by its present place and carries the revision that was seen`() throws {
        let arrangement = try Self.pages().ordered([3, 1, 2])

        #expect(arrangement.revision == 7)
        #expect(arrangement.pages.map(\.id) == ["c", "a", "b"])
        #expect(arrangement.pages.allSatisfy { $0.turn == nil })
    }

    @Test(arguments: [
        ([1, 2], CapturePages.Fault.missing(3)), ([1, 2, 2], .twice(2)), ([1, 2, 4], .noPage(4)), ([0, 1, 2], .noPage(0)), ([], .missing(1)),
    ])
    func `an order that loses or doubles a page is refused before it is sent`(places: [Int], fault: CapturePages.Fault) throws {
        let pages = try Self.pages()

        #expect(throws: fault) { try pages.ordered(places) }
    }

    @Test func `R25 pages are taken out and turned by their places`() throws {
        let pages = try Self.pages()

        #expect(try pages.without([2]).pages.map(\.id) == ["a", "c"])
        #expect(try pages.turned(3, degrees: 90).pages.map(\.turn?.degrees) == [nil, nil, 90])
        #expect(throws: CapturePages.Fault.noPage(9)) { try pages.without([9]) }
        #expect(throws: CapturePages.Fault.noQuarter(45)) { try pages.turned(1, degrees: 45) }
    }

    @Test(arguments: ["", "1,", "a", "0", "-1", "1,,2", "1;2"])
    func `places that are none are refused`(text: String) {
        #expect(throws: (any Error).self) { try CaptureCommand.places(text) }
    }
}
