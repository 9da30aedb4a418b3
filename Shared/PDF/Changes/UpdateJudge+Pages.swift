extension UpdateJudge {
    /// Pages stay what they are; only their annotations may change.
    mutating func judgePages() throws(PDFError) {
        let old = try self.before.pageReferences(), new = try self.after.pageReferences()
        self.pages = new
        self.formerPages = old
        guard old.count == new.count else {
            self.report(.pageOrder, .other, detail: "there were \(old.count) pages, now there are \(new.count)")
            return
        }
        for (index, page) in new.enumerated() where page != old[index] {
            self.report(.pageOrder, .other, page, page: index + 1, detail: "another page stands here")
        }
        for (index, page) in new.enumerated() where page == old[index] && page.number > 0 {
            try self.judgePage(page, number: index + 1)
        }
    }

    private mutating func judgePage(_ page: PDFReference, number: Int) throws(PDFError) {
        guard let old = try self.before.object(page).dictionaryValue, let new = try self.after.object(page).dictionaryValue else { return }
        if self.isChanged(page) {
            let keys = Self.differingKeys(old, new)
            for key in keys where key != "Annots" && !(key == "Tabs" && new[key]?.nameValue != nil) {
                let rule: ChangeRule = key == "Contents" ? .pageContent : key == "Resources" ? .pageResource : .pageChanged
                self.report(rule, .other, page, page: number, detail: "/\(key) of the page")
            }
            if keys.isEmpty { self.report(.pageChanged, .other, page, page: number, detail: "the difference is not understood") }
            self.claim(page, .partly)
        }
        try self.judgeAnnotations(page, old["Annots"], new["Annots"], number)
    }

    private mutating func judgeAnnotations(_ page: PDFReference, _ old: PDFObject?, _ new: PDFObject?, _ number: Int) throws(PDFError) {
        let cursor = Cursor(owner: page, path: "Annots")
        let before = try self.before.resolve(old).arrayValue ?? []
        let (place, list) = try self.follow(cursor, new)
        let after = list.arrayValue ?? []
        if place.owner != cursor.owner { self.claim(place.owner) }
        let known = Set(before), kept = Set(after)
        for item in before where !kept.contains(item) { try self.judgeRemoved(item, number) }
        for item in after {
            if let reference = item.referenceValue {
                self.approve(place.child("*"), reference)
                if known.contains(item) {
                    try self.judgeKept(reference, number)
                } else {
                    try self.judgeAdded(reference, page, before, number)
                }
            } else if !known.contains(item) {
                let isWidget = item.dictionaryValue?["Subtype"]?.nameValue == "Widget"
                self.report(isWidget ? .fieldAdded : .annotationAdded, isWidget ? .other : .annotations, page, page: number, detail: "a direct annotation")
                try self.claimNew(place.child("*"), item)
            }
        }
        if known.intersection(kept).count == before.count, after.filter({ known.contains($0) }) != before {
            self.report(.annotationChanged, .annotations, page, page: number, detail: "the order of annotations")
        }
    }

    private mutating func judgeRemoved(_ item: PDFObject, _ number: Int) throws(PDFError) {
        let subtype = try self.before.resolve(item).dictionaryValue?["Subtype"]?.nameValue
        let isWidget = subtype == "Widget"
        self.report(
            isWidget ? .fieldRemoved : .annotationRemoved, isWidget ? .other : .annotations, item.referenceValue, page: number,
            detail: "an annotation of type \(subtype ?? "none") is not shown any more")
    }

    /// An annotation that was there before; a field's widget is the form's affair.
    private mutating func judgeKept(_ reference: PDFReference, _ number: Int) throws(PDFError) {
        guard !self.fieldWidgets.contains(reference), let old = try self.before.object(reference).dictionaryValue,
            let new = try self.after.object(reference).dictionaryValue, old["Subtype"]?.nameValue != "Widget",
            new["Subtype"]?.nameValue != "Widget"
        else { return }
        let count = self.claims.count
        self.claim(reference, .annotation)
        if self.isChanged(reference) { try self.claimNew(Cursor(owner: reference, path: ""), .dictionary(new)) }
        try self.judgeAppearance(old["AP"], new["AP"], Cursor(owner: reference, path: "AP"))
        if self.claims.count > count {
            self.report(.annotationChanged, .annotations, reference, page: number, detail: "of type \(new["Subtype"]?.nameValue ?? "none")")
        }
    }

    private mutating func judgeAdded(_ reference: PDFReference, _ page: PDFReference, _ older: [PDFObject], _ number: Int) throws(PDFError) {
        guard let annotation = try self.after.object(reference).dictionaryValue else { return }
        if self.newWidgets[reference] != nil {
            return try self.judgePlace(annotation, reference, page, older, number)
        }
        let subtype = annotation["Subtype"]?.nameValue
        if subtype == "Widget" || self.fieldWidgets.contains(reference) || !self.isNew(reference) {
            self.report(.fieldAdded, .other, reference, page: number, detail: "a widget or older object appears on the page")
            self.claim(reference)
            return
        }
        self.claim(reference, .annotation)
        try self.claimNew(Cursor(owner: reference, path: ""), .dictionary(annotation))
        self.report(.annotationAdded, .annotations, reference, page: number, detail: "of type \(subtype ?? "none")")
    }

    /// Where a new signature lies: over an older field is told, over much of the page is no signature any more.
    private mutating func judgePlace(
        _ widget: PDFDictionary, _ reference: PDFReference, _ page: PDFReference, _ older: [PDFObject], _ number: Int
    ) throws(PDFError) {
        guard let rectangle = PDFRectangle(try self.after.resolve(widget["Rect"])), rectangle.width > 0, rectangle.height > 0 else { return }
        let visible = try self.after.page(number - 1).visibleBox
        if let shown = rectangle.intersection(visible), shown.width * shown.height * 4 > visible.width * visible.height {
            self.report(.coversPage, .annotations, reference, page: number, detail: "more than a quarter of the page")
        }
        for item in older.prefix(2_000) {
            guard let other = try self.after.resolve(item).dictionaryValue, other["Subtype"]?.nameValue == "Widget",
                let box = PDFRectangle(try self.after.resolve(other["Rect"])), box.intersection(rectangle) != nil
            else { continue }
            self.report(.overlapsField, .formFilling, reference, page: number, detail: "it overlaps object \(item.referenceValue?.number ?? 0)")
        }
    }
}
