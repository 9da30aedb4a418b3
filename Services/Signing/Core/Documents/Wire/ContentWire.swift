import HosoProto
import SigningDomain
import SwiftProtobuf

/// Contents, templates and differences as messages.
enum ContentWire {
    /// Points in a tenth of a millimetre.
    private static let pointsPerTenth = 7.2 / 25.4

    static func message(_ content: DocumentContent) -> Hoso_Signing_V1_DocumentContent {
        .with {
            $0.parentAgency = content.parentAgency
            $0.agency = content.agency
            $0.place = content.place
            $0.addressees = content.addressees
            $0.basis = content.basis
            $0.blocks = content.blocks.map(self.message)
            $0.authority = content.authority
            $0.signerName = content.signerName
            $0.recipients = content.recipients
            $0.contact = content.contact
            $0.annexes = content.annexes.map { annex in
                .with {
                    $0.name = annex.name
                    $0.title = annex.title
                    $0.blocks = annex.blocks.map(self.message)
                }
            }
            $0.titlesUsual = content.titlesUsual
        }
    }

    private static func message(_ block: DocumentContent.Block) -> Hoso_Signing_V1_ContentBlock {
        .with {
            $0.kind = block.kind.rawValue
            $0.lead = block.lead
            $0.text = block.text
            $0.columns = block.columns.map { column in
                .with {
                    $0.title = column.title
                    $0.weight = Int32(clamping: column.weight)
                }
            }
            $0.rows = block.rows.map { row in .with { $0.cells = row } }
        }
    }

    static func message(_ layout: DraftLayout) -> Hoso_Signing_V1_DocumentLayout {
        .with {
            $0.pages = Int32(clamping: layout.pages)
            $0.signature = .with {
                $0.page = UInt32(clamping: layout.signature.page)
                $0.leftTenthMm = self.tenths(layout.signature.left)
                $0.bottomTenthMm = self.tenths(layout.signature.bottom)
                $0.widthTenthMm = self.tenths(layout.signature.width)
                $0.heightTenthMm = self.tenths(layout.signature.height)
            }
            $0.faults = layout.faults.map { fault in
                .with {
                    $0.rule = fault.rule
                    $0.place = fault.place
                    $0.messageVi = fault.vietnamese
                    $0.messageEn = fault.english
                }
            }
        }
    }

    private static func tenths(_ points: Double) -> UInt32 {
        let tenths = (points / self.pointsPerTenth).rounded()
        return (0...100_000).contains(tenths) ? UInt32(tenths) : 0
    }

    static func message(_ template: DocumentTemplate) -> Hoso_Signing_V1_DocumentTemplate {
        .with {
            $0.type = template.type.rawValue
            $0.name = template.name
            $0.abbreviation = template.type.abbreviation
            $0.hasTitle_p = template.hasTitle
            $0.needsBasis = template.needsBasis
            $0.needsAddressee = template.needsAddressee
            $0.opening = template.opening
            $0.content = self.message(template.draft)
        }
    }

    static func message(_ difference: ContentComparison.Difference) -> Hoso_Signing_V1_ContentDifference {
        .with {
            $0.kind = difference.kind.rawValue
            $0.place = difference.place
            $0.pieces = difference.pieces.map { piece in
                .with {
                    $0.kind = piece.kind.rawValue
                    $0.text = piece.text
                }
            }
        }
    }
}
