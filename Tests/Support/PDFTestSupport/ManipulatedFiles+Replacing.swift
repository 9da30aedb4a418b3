internal import PDF

extension ManipulatedFiles {
    /// What stood in the signed revision is replaced, hidden or taken away.
    func replaced() throws -> [ManipulatedFile] {
        let field = try self.field()
        return [
            ManipulatedFile("replaced: content of a page", .changed(.pageContent, .other), try self.updating { update, _ in update.put(PDFReference(5), Self.otherContent) }),
            ManipulatedFile("replaced: page points at hidden text", .changed(.pageContent, .other), try self.changing(3) { $0["Contents"] = .reference(PDFReference(17)) }),
            ManipulatedFile("replaced: content gets a second part", .changed(.pageContent, .other), try self.changing(3) {
                $0["Contents"] = .array([.reference(PDFReference(5)), .reference(PDFReference(17))])
            }),
            ManipulatedFile("replaced: content that was missing appears", .changed(.pageContent, .other), try self.updating { update, _ in update.put(PDFReference(99), Self.otherContent) }),
            ManipulatedFile("replaced: picture", .changed(.usedElsewhere, .other), try self.updating { update, _ in update.put(PDFReference(8), Self.cover(10, 10)) }),
            ManipulatedFile("replaced: font", .changed(.pageResource, .other), try self.changing(7) { $0["BaseFont"] = .name("Symbol") }),
            ManipulatedFile("replaced: resources of a page", .changed(.pageResource, .other), try self.changing(4) { $0["Resources"] = .dictionary([:]) }),
            ManipulatedFile("replaced: page cropped", .changed(.pageChanged, .other), try self.changing(3) { $0["CropBox"] = Self.box(0, 0, 300, 300) }),
            ManipulatedFile("replaced: page turned", .changed(.pageChanged, .other), try self.changing(4) { $0["Rotate"] = .integer(180) }),
            ManipulatedFile("removed: content of a page freed", .changed(.pageContent, .other), try PDFSections.appending([:], freeing: [5], to: self.signed)),
            ManipulatedFile("removed: a page", .changed(.pageOrder, .other), try self.changing(2) {
                $0["Kids"] = .array([.reference(PDFReference(3))])
                $0["Count"] = .integer(1)
            }),
            ManipulatedFile("removed: an annotation", .changed(.annotationRemoved, .annotations), try self.changing(3) {
                $0["Annots"] = .array(($0["Annots"]?.arrayValue ?? []).filter { $0 != .reference(PDFReference(13)) })
            }),
            ManipulatedFile("removed: a field's widget", .changed(.fieldRemoved, .other), try self.changing(3) {
                $0["Annots"] = .array(($0["Annots"]?.arrayValue ?? []).filter { $0 != .reference(PDFReference(10)) })
            }),
            ManipulatedFile("removed: a field", .changed(.fieldRemoved, .other), try self.changing(9) {
                $0["Fields"] = .array(($0["Fields"]?.arrayValue ?? []).filter { $0 != .reference(PDFReference(10)) })
            }),
            ManipulatedFile("removed: the form", .unsigned, try self.changing(1) { $0["AcroForm"] = nil }),
            ManipulatedFile("removed: the signature from its field", .unsigned, try self.changing(field.number) { $0["V"] = nil }),
            ManipulatedFile("hidden: a field moved", .changed(.fieldChanged, .other), try self.changing(10) { $0["Rect"] = Self.box(70, 690, 300, 720) }),
            ManipulatedFile("hidden: a field made invisible", .changed(.fieldChanged, .other), try self.changing(10) { $0["F"] = .integer(2) }),
            ManipulatedFile("hidden: a field renamed", .changed(.fieldRemoved, .other), try self.changing(9) {
                $0["Fields"] = .array(($0["Fields"]?.arrayValue ?? []).reversed())
            }),
            ManipulatedFile("replaced: what the signature shows", .changed(.signatureChanged, .other), try self.updating { update, document in
                var widget = try self.dictionary(field.number, document)
                let form = update.reserve()
                update.put(form, Self.cover(300, 30))
                widget["AP"] = .dictionary(["N": .reference(form)])
                widget["Rect"] = Self.box(70, 690, 370, 720)
                update.put(field, .dictionary(widget))
            }),
            ManipulatedFile("replaced: signature dictionary", .fault(.dictionaryReplaced), try self.changing(self.value().number) { $0["Name"] = .text("Someone else") }),
            ManipulatedFile("replaced: field points at a copy of its signature", .fault(.dictionaryReplaced), try self.updating { update, document in
                let copy = update.reserve()
                update.put(copy, .dictionary(try self.dictionary(self.value().number, document)))
                var widget = try self.dictionary(field.number, document)
                widget["V"] = .reference(copy)
                update.put(field, .dictionary(widget))
            }),
            ManipulatedFile("replaced: picture under cover of a check box", .changed(.usedElsewhere, .other), try self.updating { update, document in
                var box = try self.dictionary(12, document)
                box["V"] = .name("Yes")
                box["AS"] = .name("Yes")
                update.put(PDFReference(12), .dictionary(box))
                update.put(PDFReference(8), Self.cover(10, 10))
            }),
        ]
    }

    func field() throws -> PDFReference {
        let fields = try PDFDocument(bytes: self.signed).signatureFields()
        guard let field = fields.first(where: { $0.name == self.signature.fieldName })?.reference else {
            throw ManipulationFailure(reason: "the signature's field is no object")
        }
        return field
    }

    func value() throws -> PDFReference {
        guard let value = self.signature.reference else { throw ManipulationFailure(reason: "the signature is no object") }
        return value
    }
}
