import Clocks
import HosoProto
import RecordsDomain
import ServiceKit
import SwiftProtobuf

/// Questions and hits as messages.
enum SearchWire {
    /// The most values of one condition.
    private static let mostValues = 100

    static func question(_ wire: Hoso_Records_V1_DocumentQuery) throws(RecordsRefusal) -> DocumentQuestion {
        var question = DocumentQuestion(text: try SearchText(wire.text))
        question.ownerID = try self.checked([wire.ownerID], "ownerId").joined()
        question.paperTypes = try self.checked(wire.paperTypeCodes, "paperTypeCodes")
        question.agencies = try self.checked(wire.agencyCodes, "agencyCodes")
        for form in wire.forms {
            guard let known = DocumentForm(rawValue: form) else { throw .badValue("forms", form) }
            question.forms.append(known)
        }
        question.storedFrom = try self.day(wire.storedFrom, if: wire.hasStoredFrom, "storedFrom")
        question.storedTo = try self.day(wire.storedTo, if: wire.hasStoredTo, "storedTo")
        question.issuedFrom = try self.day(wire.issuedFrom, if: wire.hasIssuedFrom, "issuedFrom")
        question.issuedTo = try self.day(wire.issuedTo, if: wire.hasIssuedTo, "issuedTo")
        return question
    }

    static func place(_ text: String) throws(RecordsRefusal) -> SearchPlace? {
        guard !text.isEmpty else { return nil }
        guard let place = SearchPlace(text) else { throw .badValue("after", "nextAfter") }
        return place
    }

    static func message(_ facet: SearchStore.Facet) -> Hoso_Records_V1_DocumentFacet {
        .with {
            $0.name = facet.name
            $0.value = facet.value
            $0.count = facet.count
        }
    }

    private static func checked(_ values: [String], _ name: String) throws(RecordsRefusal) -> [String] {
        guard values.count <= self.mostValues, values.allSatisfy({ $0.utf8.count <= 255 && !$0.utf8.contains(0) }) else {
            throw .badValue(name, "≤ \(self.mostValues)")
        }
        return values
    }

    private static func day(_ wire: Hoso_Common_V1_Day, if isSet: Bool, _ name: String) throws(RecordsRefusal) -> VietnamDate? {
        guard isSet else { return nil }
        guard let date = wire.date else { throw .badValue(name, "YYYY-MM-DD") }
        return date
    }
}
