import BlobStore
import Clocks
import HosoProto
import PDF
import ServiceKit
import SigningDomain
import SwiftProtobuf

extension SigningWire {
    /// What an order says of the right to sign, the number, the copy and the image.
    static func issue(_ message: Hoso_Signing_V1_PrepareSignatureRequest) throws(SigningRefusal) -> IssueDetails {
        var issue = IssueDetails.none
        issue.authority = SigningAuthority(mode: try Self.mode(message.mode), delegation: try Self.delegation(message))
        guard message.documentNumber.utf8.count <= 255 else { throw .malformed("document_number") }
        issue.number = message.documentNumber
        if message.hasDocumentDate {
            let day = message.documentDate
            guard let date = VietnamDate(year: Int(day.year), month: Int(day.month), day: Int(day.day)) else {
                throw .malformed("document_date")
            }
            issue.date = date
        }
        guard message.copyForm.utf8.count <= 64 else { throw .malformed("copy_form") }
        issue.copyForm = message.copyForm
        if message.hasImage {
            guard message.image.mediaType == "image/png", let reference = message.image.reference, (1...4_194_304).contains(reference.sizeBytes)
            else { throw .malformed("image") }
            issue.image = reference
        }
        if message.hasImageBox { issue.box = try Self.box(message.imageBox) }
        return issue
    }

    static func mode(_ mode: Hoso_Signing_V1_SigningMode) throws(SigningRefusal) -> SigningMode {
        switch mode {
        case .unspecified, .direct: .direct
        case .collective: .collective
        case .deputy: .deputy
        case .byOrder: .byOrder
        case .delegated: .delegated
        case .acting: .acting
        case .UNRECOGNIZED: throw .malformed("mode")
        }
    }

    private static func delegation(
        _ message: Hoso_Signing_V1_PrepareSignatureRequest
    ) throws(SigningRefusal) -> SigningDelegation? {
        message.hasDelegation ? try Self.delegation(message.delegation) : nil
    }

    /// A delegation as the paper states it.
    static func delegation(_ paper: Hoso_Signing_V1_Delegation) throws(SigningRefusal) -> SigningDelegation {
        let texts = [paper.documentNumber, paper.delegatorCode, paper.delegateCode, paper.scope]
        guard texts.allSatisfy({ $0.utf8.count <= 255 }), paper.hasValidFrom else { throw .malformed("delegation") }
        return SigningDelegation(
            documentNumber: paper.documentNumber, delegator: paper.delegatorCode, delegate: paper.delegateCode, scope: paper.scope,
            validFrom: try Self.instant(paper.validFrom, "delegation.valid_from"),
            validTo: paper.hasValidTo ? try Self.instant(paper.validTo, "delegation.valid_to") : nil)
    }

    private static func box(_ box: Hoso_Signing_V1_ImageBox) throws(SigningRefusal) -> IssueDetails.Box {
        let numbers = [box.leftTenthMm, box.bottomTenthMm, box.widthTenthMm, box.heightTenthMm]
        guard (1...10_000).contains(box.page), numbers.allSatisfy({ $0 <= 50_000 }), box.widthTenthMm > 0, box.heightTenthMm > 0
        else { throw .malformed("image_box") }
        let points = numbers.map { Double($0) / 10 * ProfileAppearance.pointsPerMillimetre }
        let rectangle = PDFRectangle(points[0], points[1], points[0] + points[2], points[1] + points[3])
        return IssueDetails.Box(pageIndex: Int(box.page) - 1, rectangle: rectangle)
    }
}

extension SigningWire {
    /// The instant of a timestamp.
    static func instant(_ timestamp: Google_Protobuf_Timestamp, _ field: String) throws(SigningRefusal) -> UTCInstant {
        guard let instant = timestamp.instant else { throw .malformed(field) }
        return instant
    }
}
