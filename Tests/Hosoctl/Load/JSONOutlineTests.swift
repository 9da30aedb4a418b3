import Testing

@testable import Hosoctl

struct JSONOutlineTests {
    private let text = """
        {
          "agencies": [
            {"code": "H99"},
            {
              "code": "H99.01",
              "name": "Văn phòng"
            }
          ],
          "limit": -1.5e3
        }
        """

    @Test(arguments: [
        ("agencies", 2), ("agencies[0].code", 3), ("agencies[1]", 4), ("agencies[1].name", 6), ("limit", 9),
        ("agencies[1].posts[3].role", 4), ("agencies[7].code", 2),
    ])
    func `gives the line of a pointer or of the nearest value above it`(_ pointer: String, _ line: Int) throws {
        let outline = try JSONOutline(Array(self.text.utf8))

        #expect(outline.line(of: pointer) == line)
    }

    @Test func `knows no line of a pointer that is not there`() throws {
        let outline = try JSONOutline(Array(self.text.utf8))

        #expect(outline.line(of: "people[0]") == nil)
        #expect(outline.line(of: "") == nil)
    }

    @Test func `finds a member by its name`() throws {
        let outline = try JSONOutline(Array(self.text.utf8))

        #expect(outline.pointer(ofMember: "name") == "agencies[1].name")
        #expect(outline.pointer(ofMember: "nothing") == nil)
    }

    @Test(arguments: [
        ("", 1), ("{", 1), ("{\n\"a\"\n}", 3), ("{\"a\": 1,}", 1), ("[1 2]", 1), ("[1]\n]", 2), ("\"abc", 1),
        ("\"abc\\", 1), ("{\n\"a\": \"x\ny\"}", 2), ("{\"a\": §}", 1), ("[[[", 1), ("{1: 2}", 1),
    ])
    func `refuses what is no JSON and says in which line`(_ text: String, _ line: Int) {
        do {
            _ = try JSONOutline(Array(text.utf8))
            Issue.record("«\(text)» was read")
        } catch {
            #expect(error.line == line)
        }
    }

    @Test func `does not follow endless nesting`() {
        let text = String(repeating: "[", count: 100_000)

        #expect(throws: JSONOutline.Fault.self) { try JSONOutline(Array(text.utf8)) }
    }

    @Test func `ends on any bytes`() {
        for seed in 0..<500 {
            var generator = LinearGenerator(state: UInt64(seed))
            let bytes = (0..<40).map { _ in Array("{}[]\",:\\ \n1a".utf8)[Int(generator.next() % 12)] }

            _ = try? JSONOutline(bytes)
        }
    }
}

/// A small generator, so that a seed gives the same bytes again.
struct LinearGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        self.state = self.state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return self.state >> 33
    }
}
