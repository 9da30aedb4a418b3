import BlobStore
import Clocks
import PDF
import PKI
import SigningDomain

/// What an order says beyond who signs which file: by what right, number and date, the form of a copy, the image.
struct IssueDetails: Hashable, Sendable {
    /// Where an image stands on a page.
    struct Box: Hashable, Sendable {
        /// Counted from 0.
        let pageIndex: Int
        /// Unit: points, from the lower left corner of the page as seen.
        let rectangle: PDFRectangle
    }

    var authority = SigningAuthority(mode: .direct, delegation: nil)
    var number = ""
    var date: VietnamDate?
    var copyForm = ""
    var image: BlobReference?
    var box: Box?

    /// An order that says none of this.
    static let none = IssueDetails()

    /// The parts that make two orders different.
    var fingerprintParts: [[UInt8]] {
        guard self != .none else { return [] }
        var texts = [self.authority.mode.rawValue, self.number, self.copyForm]
        texts.append(self.date.map { "\($0)" } ?? "")
        texts.append(self.box.map { "\($0.pageIndex) \($0.rectangle)" } ?? "")
        if let paper = self.authority.delegation {
            texts += [paper.documentNumber, paper.delegator, paper.delegate, paper.scope]
            texts.append("\(paper.validFrom.microsecondsSinceEpoch)")
            texts.append(paper.validTo.map { "\($0.microsecondsSinceEpoch)" } ?? "")
        }
        var parts = texts.map { Array($0.utf8) }
        parts.append(self.image?.sha256 ?? [])
        return parts
    }
}
