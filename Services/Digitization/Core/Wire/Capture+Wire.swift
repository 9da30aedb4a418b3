import Clocks
import DigitizationDomain
import Foundation
import HosoProto
import OCR
import ServiceKit
import SwiftProtobuf

extension Capture {
    /// The wire form.
    var wire: Hoso_Digitization_V1_Capture {
        .with {
            $0.id = Data(self.id.bytes)
            $0.state = self.state.wire
            $0.dossierID = Data(self.parts.dossierID.bytes)
            $0.dossierCode = self.parts.dossierCode
            $0.componentCode = self.parts.componentCode
            $0.paperTypeCode = self.parts.paperTypeCode
            $0.role = self.parts.role.wire
            $0.ownerID = self.parts.ownerID
            $0.agencyCode = self.parts.agencyCode
            $0.title = self.parts.title
            $0.minimumDpi = Int32(clamping: self.parts.minimumDPI)
            $0.files = self.files.map(\.wire)
            $0.pages = self.pages.enumerated().map { index, page in page.wire(place: index + 1) }
            $0.revision = self.revision
            $0.paperID = Data(self.paperID?.bytes ?? [])
            $0.openedAt = Google_Protobuf_Timestamp(self.openedAt)
        }
    }
}

extension CaptureFile {
    /// The wire form.
    var wire: Hoso_Digitization_V1_CaptureFile {
        .with {
            $0.id = Data(self.id.bytes)
            $0.file = self.file.wire
            $0.kind = self.kind.wire
            $0.pages = Int32(clamping: self.pageCount)
        }
    }
}

extension CapturePage {
    /// The wire form of the page in its place, from 1.
    func wire(place: Int) -> Hoso_Digitization_V1_CapturePage {
        .with {
            $0.id = Data(self.id.bytes)
            $0.fileID = Data(self.fileID.bytes)
            $0.page = Int32(clamping: self.number)
            $0.turnDegrees = Int32(clamping: self.turn ?? self.verdict?.turn ?? 0)
            $0.turnedByPerson = self.turn != nil
            $0.isJudged = self.verdict != nil
            $0.findings = (self.verdict?.findings ?? []).map { finding in
                var wire = finding.wire
                wire.page = Int32(clamping: place)
                return wire
            }
            if let thumbnail = self.verdict?.thumbnail { $0.thumbnail = thumbnail.wire }
        }
    }
}

extension CaptureState {
    /// The wire form.
    var wire: Hoso_Digitization_V1_CaptureState {
        switch self {
        case .open: .open
        case .bound: .bound
        case .abandoned: .abandoned
        case .expired: .expired
        }
    }
}

extension CaptureFileKind {
    /// What recognition says a file is made of.
    init(_ kind: ScanKind) {
        switch kind {
        case .pictures: self = .pictures
        case .mixed: self = .mixed
        case .bornDigital: self = .bornDigital
        case .signed: self = .signed
        }
    }

    /// The wire form.
    var wire: Hoso_Digitization_V1_CaptureFileKind {
        switch self {
        case .pictures: .pictures
        case .mixed: .mixed
        case .bornDigital: .bornDigital
        case .signed: .signed
        }
    }
}

extension PageReview {
    /// The wire form.
    var wire: Hoso_Digitization_V1_PageReview {
        .with {
            $0.paperID = Data(self.paperID.bytes)
            $0.page = Int32(clamping: self.page)
            $0.reason = self.reason
            $0.openedAt = Google_Protobuf_Timestamp(self.openedAt)
        }
    }
}
