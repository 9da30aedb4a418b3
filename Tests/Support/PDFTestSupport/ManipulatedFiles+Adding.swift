internal import PDF

extension ManipulatedFiles {
    /// Something is laid over the signed revision or added to it.
    func added() throws -> [ManipulatedFile] {
        [
            ManipulatedFile("overlaid: a note over the text", .changed(.annotationAdded, .annotations), try self.annotated("FreeText")),
            ManipulatedFile("overlaid: a stamp", .changed(.annotationAdded, .annotations), try self.annotated("Stamp")),
            ManipulatedFile("overlaid: a widget of no field", .changed(.fieldAdded, .other), try self.annotated("Widget")),
            ManipulatedFile("overlaid: a text field", .changed(.fieldAdded, .other), try self.fielded(["FT": .name("Tx"), "V": .text("99")])),
            ManipulatedFile("overlaid: an unsigned signature field that shows something", .changed(.unsignedFieldShown, .annotations), try self.fielded(["FT": .name("Sig")])),
            ManipulatedFile("overlaid: a signature field with a script", .changed(.fieldAdded, .other), try self.fielded([
                "FT": .name("Sig"), "AA": .dictionary(["E": .dictionary(["S": .name("JavaScript"), "JS": .text("app.alert(1)")])]),
            ])),
            ManipulatedFile("overlaid: a field with something that is no signature", .changed(.notASignature, .other), try self.fielded([
                "FT": .name("Sig"), "V": .dictionary(["Type": .name("Sig")]),
            ])),
            ManipulatedFile("overlaid: a signature as large as the page", .changed(.coversPage, .annotations), try self.fielded([
                "FT": .name("Sig"), "Rect": Self.box(0, 0, 595, 842),
                "V": .dictionary(["Type": .name("Sig"), "ByteRange": Self.box(0, 1, 2, 3), "Contents": .hexString([0x30, 0x00])]),
            ])),
            ManipulatedFile("wrapped: a second field with the first one's signature", .fault(.overlapsOtherSignature), try self.fielded([
                "FT": .name("Sig"), "V": .reference(self.value()),
            ])),
            ManipulatedFile("wrapped: a copy of the signature with its byte range", .fault(.overlapsOtherSignature), try self.copied()),
            ManipulatedFile("added: a page", .changed(.pageOrder, .other), try self.updating { update, document in
                let page = update.reserve()
                update.put(page, .dictionary([
                    "Type": .name("Page"), "Parent": .reference(PDFReference(2)), "MediaBox": Self.box(0, 0, 595, 842), "Contents": .reference(PDFReference(17)),
                ]))
                var tree = try self.dictionary(2, document)
                tree["Kids"] = .array((tree["Kids"]?.arrayValue ?? []) + [.reference(page)])
                tree["Count"] = .integer(3)
                update.put(PDFReference(2), .dictionary(tree))
            }),
            ManipulatedFile("added: an action when the document opens", .changed(.catalogChanged, .other), try self.changing(1) {
                $0["OpenAction"] = .dictionary(["S": .name("JavaScript"), "JS": .text("1")])
            }),
            ManipulatedFile("added: attached files", .changed(.catalogChanged, .other), try self.changing(1) { $0["Names"] = .dictionary(["EmbeddedFiles": .dictionary([:])]) }),
            ManipulatedFile("added: layers that can be switched", .changed(.catalogChanged, .other), try self.changing(1) { $0["OCProperties"] = .dictionary(["D": .dictionary([:])]) }),
            ManipulatedFile("added: a certification afterwards", .changed(.catalogChanged, .other), try self.changing(1) {
                $0["Perms"] = .dictionary(["DocMDP": .reference(PDFReference(17))])
            }),
            ManipulatedFile("added: a form for another program", .changed(.formChanged, .other), try self.changing(9) { $0["XFA"] = .text("x") }),
            ManipulatedFile("added: an action on a page", .changed(.pageChanged, .other), try self.changing(3) { $0["AA"] = .dictionary(["O": .dictionary([:])]) }),
            ManipulatedFile("added: an action on a field", .changed(.fieldChanged, .other), try self.changing(10) { $0["A"] = .dictionary(["S": .name("JavaScript")]) }),
            ManipulatedFile("disguised: page content as a certificate", .changed(.usedElsewhere, .other), try self.disguised(PDFReference(5))),
            ManipulatedFile("disguised: missing content as a certificate", .changed(.usedElsewhere, .other), try self.disguised(PDFReference(99))),
            ManipulatedFile("disguised: text as metadata", .changed(.usedElsewhere, .other), try self.updating { update, document in
                var catalog = document.catalog
                catalog["Metadata"] = .reference(PDFReference(5))
                update.put(document.catalogReference, .dictionary(catalog))
                update.put(PDFReference(5), .stream(["Type": .name("Metadata"), "Subtype": .name("XML")], Array("BT ET".utf8)))
            }),
            ManipulatedFile("disguised: metadata that are no metadata", .changed(.unclaimedObject, .other), try self.updating { update, _ in
                update.put(PDFReference(16), Self.otherContent)
            }),
            ManipulatedFile("disguised: an object that nobody points at", .changed(.unclaimedObject, .other), try self.updating { update, _ in
                update.put(update.reserve(), Self.otherContent)
            }),
        ]
    }

    private func annotated(_ subtype: String) throws -> [UInt8] {
        try self.updating { update, document in
            let form = update.reserve(), annotation = update.reserve()
            update.put(form, Self.cover(230, 30))
            update.put(annotation, .dictionary([
                "Type": .name("Annot"), "Subtype": .name(subtype), "Rect": Self.box(70, 690, 300, 720), "F": .integer(4),
                "AP": .dictionary(["N": .reference(form)]),
            ]))
            var page = try self.dictionary(3, document)
            page["Annots"] = .array((page["Annots"]?.arrayValue ?? []) + [.reference(annotation)])
            update.put(PDFReference(3), .dictionary(page))
        }
    }

    /// A field that is its own widget, with a white rectangle over the text of the first page.
    private func fielded(_ entries: PDFDictionary) throws -> [UInt8] {
        try self.updating { update, document in
            let form = update.reserve(), field = update.reserve()
            update.put(form, Self.cover(230, 30))
            var dictionary: PDFDictionary = [
                "Type": .name("Annot"), "Subtype": .name("Widget"), "T": .text("Evil"), "Rect": Self.box(70, 690, 300, 720), "F": .integer(132),
                "P": .reference(PDFReference(3)), "AP": .dictionary(["N": .reference(form)]),
            ]
            for key in entries.keys { dictionary[key] = entries[key] }
            update.put(field, .dictionary(dictionary))
            var page = try self.dictionary(3, document), catalogForm = try self.dictionary(9, document)
            page["Annots"] = .array((page["Annots"]?.arrayValue ?? []) + [.reference(field)])
            catalogForm["Fields"] = .array((catalogForm["Fields"]?.arrayValue ?? []) + [.reference(field)])
            update.put(PDFReference(3), .dictionary(page))
            update.put(PDFReference(9), .dictionary(catalogForm))
        }
    }

    /// A new field whose signature dictionary is a copy of the old one, byte range and contents included.
    private func copied() throws -> [UInt8] {
        let signature = try self.dictionary(self.value().number, PDFDocument(bytes: self.signed))
        return try self.fielded(["FT": .name("Sig"), "V": .dictionary(signature)])
    }

    /// Changes an object that a page shows and lists it among the certificates.
    private func disguised(_ reference: PDFReference) throws -> [UInt8] {
        try self.updating { update, document in
            update.put(reference, Self.otherContent)
            var catalog = document.catalog
            catalog["DSS"] = .dictionary(["Certs": .array([.reference(reference)])])
            update.put(document.catalogReference, .dictionary(catalog))
        }
    }
}
