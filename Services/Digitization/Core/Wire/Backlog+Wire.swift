import Clocks
import DigitizationDomain
import Foundation
import HosoProto
import ServiceKit
import Spreadsheet
import SwiftProtobuf

extension BacklogCampaign {
    /// The wire form, with the forecast as seen at an instant.
    func wire(at now: UTCInstant) -> Hoso_Digitization_V1_BacklogCampaign {
        .with {
            $0.id = Data(self.id.bytes)
            $0.agencyCode = self.agencyCode
            $0.name = self.name
            $0.standard = self.standard
            $0.plannedBoxes = Int32(clamping: self.plannedBoxes)
            $0.plannedRecords = Int32(clamping: self.plannedRecords)
            $0.plannedDocuments = Int32(clamping: self.plannedDocuments)
            $0.listedRecords = Int32(clamping: self.listedRecords)
            $0.listedDocuments = Int32(clamping: self.progress.listed)
            $0.attached = Int32(clamping: self.progress.attached)
            $0.captured = Int32(clamping: self.progress.captured)
            $0.refused = Int32(clamping: self.progress.refused)
            $0.listedPages = Int64(self.progress.listedPages)
            $0.capturedPages = Int64(self.progress.capturedPages)
            $0.capturedA4Hundredths = Int64(self.progress.capturedA4Hundredths)
            $0.capturedLastDay = Int32(clamping: self.progress.capturedLastDay)
            if let forecast = self.progress.forecast(at: now, planned: self.plannedDocuments) {
                $0.forecastAt = Google_Protobuf_Timestamp(forecast)
            }
            $0.boxes = self.boxes.map(\.wire)
            $0.openedBy = self.openedBy
            $0.openedAt = Google_Protobuf_Timestamp(self.openedAt)
        }
    }
}

extension BacklogCampaign.Box {
    /// The wire form.
    var wire: Hoso_Digitization_V1_BacklogBox {
        .with {
            $0.box = self.name
            $0.countedRecords = Int32(clamping: self.countedRecords)
            $0.listedRecords = Int32(clamping: self.listedRecords)
        }
    }
}

extension SheetFault {
    /// The wire form, with the place in the sheet where it has the column.
    func wire(at place: CellPlace?) -> Hoso_Digitization_V1_SheetFault {
        .with {
            $0.row = Int32(clamping: self.row)
            $0.column = self.column.rawValue
            $0.messageVi = self.messageVi
            $0.messageEn = self.messageEn
            $0.cell = place?.description ?? ""
            $0.mender = self.mender == .archivist ? .archivist : .sheetAuthor
        }
    }
}
