import HosoProto

/// A page a person has to look at.
struct PageReviewBody: Encodable {
    let paperId: String?
    let page: Int32
    let reason: String
    let openedAt: String?

    init(_ wire: Hoso_Digitization_V1_PageReview) {
        self.paperId = WireForm.id(wire.paperID)
        self.page = wire.page
        self.reason = wire.reason
        self.openedAt = WireForm.time(wire.openedAt, if: wire.hasOpenedAt)
    }
}

/// Pages that wait for a person.
struct PageReviewsBody: Encodable {
    let reviews: [PageReviewBody]
}

/// Whether a page waited until now.
struct ClosedReviewBody: Encodable {
    let closed: Bool
}
