import HosoProto

/// Answer of the calls that return one paper; `replayed` only where a key was used.
struct PaperAnswer: Encodable {
    let paper: PaperBody
    let replayed: Bool?

    init(_ paper: Hoso_Digitization_V1_Paper, replayed: Bool? = nil) {
        self.paper = PaperBody(paper)
        self.replayed = replayed
    }
}
