extension UpdateJudge {
    /// Reads the update's list of objects; `nil` when there is none.
    mutating func readSection() throws(PDFError) -> UpdateSection? {
        let old = try XrefTail.startxref(self.before.view)
        let new = try XrefTail.startxref(self.after.view)
        guard new >= self.start else {
            self.report(.trailingData, .other, detail: "\(self.end - self.start) bytes follow that belong to no revision")
            return nil
        }
        if self.after.trailer["Prev"]?.integerValue != old {
            self.report(.crossReference, .other, detail: "/Prev is not the previous startxref \(old)")
        }
        if self.after.trailer["XRefStm"] != nil {
            self.report(.crossReference, .other, detail: "the update is a hybrid: two readers may see two documents")
        }
        let section = try UpdateSection(self.after, at: new)
        if let last = self.after.view.places(of: "%%EOF", in: self.start..<self.end).last {
            let rest = (last + 5)..<self.end
            if !self.after.view[rest].allSatisfy({ XrefTail.isSpace($0) }) {
                self.report(.trailingData, .other, detail: "\(rest.count) bytes stand behind %%EOF")
            }
        }
        return section
    }

    /// Finds out which listed objects differ in content.
    mutating func collectChanges(_ section: UpdateSection) throws(PDFError) {
        if !self.graph.isComplete { self.report(.tooMuch, .other, detail: "more than \(ReferenceGraph.limit) objects can be reached") }
        guard section.entries.count <= RevisionComparison.listLimit else {
            self.report(.tooMuch, .other, detail: "the update lists \(section.entries.count) objects")
            return
        }
        for (number, entry) in section.entries.sorted(by: { $0.key < $1.key }) {
            var candidates: Set<PDFReference> = [PDFReference(number), PDFReference(number, generation: entry.generation)]
            if entry.place == .free, entry.generation > 0 { candidates.insert(PDFReference(number, generation: entry.generation - 1)) }
            for reference in candidates.sorted() { try self.compare(reference, entry) }
        }
    }

    private mutating func compare(_ reference: PDFReference, _ entry: UpdateSection.Entry) throws(PDFError) {
        let old = try self.before.content(reference)
        let new: ObjectContent
        do {
            new = try self.after.content(reference)
        } catch {
            self.report(.unreadable, .other, reference, detail: error.debugDescription)
            self.changed[reference] = old.isNull
            return
        }
        guard old != new else { return }
        self.changed[reference] = old.isNull
        switch entry.place {
        case .offset(let offset) where offset < self.start || offset >= self.end:
            self.report(.objectOutsideRevision, .other, reference, detail: "it stands at \(offset), the update begins at \(self.start)")
        case .stream(let container):
            if !self.isContainerListed(container) {
                self.report(.objectOutsideRevision, .other, reference, detail: "it stands in the older object stream \(container)")
            }
        default: break
        }
        if old.isStream, try self.isObjectStream(reference, in: self.before) {
            self.report(.objectStreamReplaced, .other, reference, detail: "objects in it changed without being listed")
            self.claim(reference)
        }
    }

    /// Whether an object stream is new with this update.
    private func isContainerListed(_ number: Int) -> Bool {
        do {
            return try self.before.content(PDFReference(number), dataLimit: 0).isNull
        } catch {
            return false
        }
    }

    private func isObjectStream(_ reference: PDFReference, in document: PDFDocument) throws(PDFError) -> Bool {
        guard case .stream(let dictionary, _) = try document.object(reference) else { return false }
        return dictionary["Type"]?.nameValue == "ObjStm" || (dictionary["N"] != nil && dictionary["First"] != nil)
    }

    /// Accepts the update's own cross-reference stream and its object streams, which no other object may point at.
    mutating func judgeContainers(_ section: UpdateSection) throws(PDFError) {
        let containers = Set(section.entries.values.compactMap { entry in
            if case .stream(let number) = entry.place { number } else { nil }
        })
        for (reference, isNew) in self.changed where isNew && self.claims[reference] == nil {
            if reference == section.ownStream {
                self.claim(reference)
            } else if containers.contains(reference.number), try self.isObjectStream(reference, in: self.after) {
                self.claim(reference)
            }
        }
    }

    /// Turns what no rule claimed into findings.
    mutating func judgeRest(_ section: UpdateSection) throws(PDFError) {
        for reference in self.changed.keys.sorted() where self.claims[reference] == nil { self.reportUnclaimed(reference) }
        let claimed = Set(self.claims.keys)
        let inbound = self.graph.inbound(claimed)
        for reference in claimed.sorted() {
            guard let claim = self.claims[reference], claim != .partly else { continue }
            for pointer in inbound[reference] ?? [] where !self.isAllowed(pointer, at: reference, claim) {
                let page = self.place(of: reference)?.page
                self.report(
                    .usedElsewhere, .other, reference, page: page,
                    detail: "object \(pointer.source.number) points at it by \(pointer.path)")
            }
        }
        try self.checkUnlisted(section)
    }

    private func isAllowed(_ pointer: ReferenceGraph.Inbound, at target: PDFReference, _ claim: Claim) -> Bool {
        if self.approved.contains(Approval(source: pointer.source, path: pointer.path, target: target)) { return true }
        let last = pointer.path.split(separator: "/").last ?? ""
        return claim == .annotation && ["Popup", "Parent", "IRT", "Obj"].contains(last)
    }

    private mutating func reportUnclaimed(_ reference: PDFReference) {
        guard let place = self.place(of: reference) else {
            self.report(.unclaimedObject, .other, reference, detail: self.isNew(reference) ? "it is new" : "it was there before")
            return
        }
        let rule: ChangeRule = place.path.hasPrefix("Contents") ? .pageContent : place.path.hasPrefix("Resources") ? .pageResource : .unclaimedObject
        self.report(rule, .other, reference, page: place.page, detail: "the page reaches it by \(place.path)")
    }

    /// The first page from which an object is reached, and on which way.
    private mutating func place(of reference: PDFReference) -> (page: Int, path: String)? {
        if self.places == nil { self.places = self.graph.owners(self.pages) }
        if let place = self.places?[reference] { return place }
        // What was taken away is found in the earlier revision only.
        guard !self.isNew(reference) else { return nil }
        if self.formerPlaces == nil { self.formerPlaces = ReferenceGraph(self.before).owners(self.formerPages) }
        return self.formerPlaces?[reference]
    }

    /// Looks, in documents of ordinary size, whether anything changed beside the list.
    private mutating func checkUnlisted(_ section: UpdateSection) throws(PDFError) {
        let numbers = max(self.before.size, self.after.size)
        guard numbers <= 4_000, !self.findings.contains(where: { $0.level == .other }) else { return }
        for number in 1..<max(numbers, 1) where section.entries[number] == nil {
            let reference = PDFReference(number)
            let old = try self.before.content(reference, dataLimit: 65_536)
            if try old != self.after.content(reference, dataLimit: 65_536) {
                let page = self.place(of: reference)?.page
                self.report(old.isNull ? .cameToLife : .unlistedChange, .other, reference, page: page, detail: "the update does not list it")
            }
        }
    }
}
