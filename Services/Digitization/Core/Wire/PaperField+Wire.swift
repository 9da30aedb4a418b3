import DigitizationDomain
import HosoProto
import SwiftProtobuf

extension FieldSuggestion {
    /// The wire form.
    var wire: Hoso_Digitization_V1_FieldSuggestion {
        .with {
            $0.field = self.field
            $0.value = self.value
            $0.likeness = Int32(clamping: self.likeness)
            $0.source = self.source
        }
    }
}

extension PaperField {
    /// Reads the wire form.
    init(_ wire: Hoso_Common_V1_FieldValue) {
        let box = wire.hasBox
            ? PaperBox(
                left: Int(wire.box.left), top: Int(wire.box.top), width: Int(wire.box.width), height: Int(wire.box.height))
            : nil
        self.init(
            name: wire.name, value: wire.value, confidence: min(100, max(0, Int(wire.confidence))), page: max(0, Int(wire.page)),
            box: box)
    }

    /// The wire form.
    var wire: Hoso_Common_V1_FieldValue {
        .with {
            $0.name = self.name
            $0.value = self.value
            $0.confidence = Int32(clamping: self.confidence)
            $0.page = Int32(clamping: self.page)
            guard let box = self.box else { return }
            $0.box = .with {
                $0.left = Int32(clamping: box.left)
                $0.top = Int32(clamping: box.top)
                $0.width = Int32(clamping: box.width)
                $0.height = Int32(clamping: box.height)
            }
        }
    }
}
