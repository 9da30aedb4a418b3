import Foundation

/// The pages of a capture as the gateway tells them, and the arrangements a script asks for by their places.
struct CapturePages: Decodable, Hashable, Sendable {
    /// A page.
    struct Page: Decodable, Hashable, Sendable {
        let id: String
    }

    /// What is wrong with a place.
    enum Fault: Error, Hashable {
        /// There is no page at this place.
        case noPage(Int)
        /// A place is named twice.
        case twice(Int)
        /// The order does not name every page.
        case missing(Int)
        /// Pages are turned by quarters.
        case noQuarter(Int)

        /// What is wrong, for an operator.
        var words: Words {
            switch self {
            case .noPage(let place): Words("Không có trang \(place)", "there is no page \(place)")
            case .twice(let place): Words("Trang \(place) được nêu hai lần", "page \(place) is named twice")
            case .missing(let place): Words("Thứ tự thiếu trang \(place)", "the order lacks page \(place)")
            case .noQuarter(let degrees): Words("Không xoay được \(degrees)°", "a page cannot be turned by \(degrees)°, only by 0, 90, 180 or 270")
            }
        }
    }

    /// What `POST /v1/captures/{id}/arrange` takes.
    struct Arrangement: Encodable, Hashable, Sendable {
        struct Turn: Encodable, Hashable, Sendable {
            let degrees: Int
        }

        struct Place: Encodable, Hashable, Sendable {
            let id: String
            var turn: Turn?
        }

        let revision: Int64
        var pages: [Place]
    }

    let revision: Gateway.Count
    let pages: [Page]
    /// The paper the capture became.
    let paperId: String?

    /// Puts the pages in another order.
    ///
    /// - Parameter places: Every page by its present place, from 1.
    func ordered(_ places: [Int]) throws(Fault) -> Arrangement {
        let chosen = try self.chosen(places)
        if let missing = (1...max(1, self.pages.count)).first(where: { $0 <= self.pages.count && !places.contains($0) }) {
            throw .missing(missing)
        }
        return self.arrangement(chosen)
    }

    /// Takes pages out; the others keep their order.
    func without(_ places: [Int]) throws(Fault) -> Arrangement {
        let removed = Set(try self.chosen(places).map(\.id))
        return self.arrangement(self.pages.filter { !removed.contains($0.id) })
    }

    /// Turns a page.
    ///
    /// - Parameter degrees: How it is to stand, clockwise from the picture as scanned.
    func turned(_ place: Int, degrees: Int) throws(Fault) -> Arrangement {
        guard [0, 90, 180, 270].contains(degrees) else { throw .noQuarter(degrees) }
        let id = try self.page(place).id
        var arrangement = self.arrangement(self.pages)
        for index in arrangement.pages.indices where arrangement.pages[index].id == id {
            arrangement.pages[index].turn = Arrangement.Turn(degrees: degrees)
        }
        return arrangement
    }

    /// The page at a place, from 1.
    func page(_ place: Int) throws(Fault) -> Page {
        guard self.pages.indices.contains(place - 1) else { throw .noPage(place) }
        return self.pages[place - 1]
    }

    private func chosen(_ places: [Int]) throws(Fault) -> [Page] {
        var (chosen, seen): ([Page], Set<Int>) = ([], [])
        for place in places {
            guard seen.insert(place).inserted else { throw .twice(place) }
            chosen.append(try self.page(place))
        }
        return chosen
    }

    private func arrangement(_ pages: [Page]) -> Arrangement {
        Arrangement(revision: self.revision.value, pages: pages.map { Arrangement.Place(id: $0.id) })
    }
}

/// The answer that holds one capture.
struct CapturePagesAnswer: Decodable, Sendable {
    let capture: CapturePages
}
