/// Judges one update: what it changed, and which rule claims each change.
///
/// The rules walk down from the trailer on the ways that honest software uses. On each way they note the pointers they
/// followed (`approved`) and the changed objects they accept (`claims`). What remains unclaimed, and every pointer at a
/// claimed object that no rule followed, becomes a finding of level ``ChangeLevel/other``.
struct UpdateJudge {
    /// A place within an object: where a rule is on its way.
    struct Cursor: Hashable {
        let owner: PDFReference
        let path: String

        func child(_ key: String) -> Cursor { Cursor(owner: self.owner, path: self.path.isEmpty ? key : "\(self.path)/\(key)") }
    }

    /// A pointer that a rule followed.
    struct Approval: Hashable {
        let source: PDFReference
        let path: String
        let target: PDFReference
    }

    /// How a changed object was accepted.
    enum Claim: Hashable {
        /// As a whole; every pointer at it must be approved.
        case whole
        /// An object that was there before and changed only where the rule allows; what points at it does not matter.
        case partly
        /// An annotation; other annotations and the structure tree may point at it too.
        case annotation
    }

    static let findingLimit = 300

    let before: PDFDocument
    let after: PDFDocument
    /// Where the update begins. Unit: bytes.
    let start: Int
    /// Who points at whom in the later revision.
    let graph: ReferenceGraph

    /// Listed objects whose content differs; `true` if there was nothing before.
    var changed: [PDFReference: Bool] = [:]
    var claims: [PDFReference: Claim] = [:]
    var approved: Set<Approval> = []
    var findings: [ChangeFinding] = []
    var changedFields: Set<String> = []
    /// Signature fields that the update adds to what a page shows.
    var shownFields: Set<String> = []
    /// Widgets of fields that the update adds, with the level of their field.
    var newWidgets: [PDFReference: ChangeLevel] = [:]
    /// Widgets of fields that the form walk met, new or old.
    var fieldWidgets: Set<PDFReference> = []

    /// The pages of the later and of the earlier revision.
    var pages: [PDFReference] = []
    var formerPages: [PDFReference] = []
    /// For each object the first page that reaches it, and on which way; made when the first finding needs it.
    var places: [PDFReference: (page: Int, path: String)]?

    var formerPlaces: [PDFReference: (page: Int, path: String)]?

    init(before: PDFDocument, after: PDFDocument, start: Int) {
        self.before = before
        self.after = after
        self.start = start
        self.graph = ReferenceGraph(after)
    }

    var end: Int { self.after.view.count }

    func step() -> RevisionComparison.Step {
        RevisionComparison.Step(
            start: self.start, end: self.end, findings: self.findings, changedFields: self.changedFields, shownFields: self.shownFields)
    }

    mutating func run() {
        do throws(PDFError) {
            guard let section = try self.readSection() else { return }
            try self.collectChanges(section)
            try self.judgeTrailer()
            try self.judgeCatalog()
            try self.judgeStore()
            try self.judgeForm()
            try self.judgePages()
            try self.judgeContainers(section)
            try self.judgeRest(section)
        } catch {
            self.report(.unreadable, .other, detail: error.debugDescription)
        }
    }

    mutating func report(_ rule: ChangeRule, _ level: ChangeLevel, _ object: PDFReference? = nil, page: Int? = nil, detail: String) {
        // A forger may touch a million objects; the first ones tell enough.
        guard self.findings.count < Self.findingLimit || !self.findings.contains(where: { $0.level >= level }) else { return }
        self.findings.append(
            ChangeFinding(rule: rule, level: level, object: object, page: page, revisionEnd: self.end, detail: detail))
    }

    // MARK: Steps on the way

    func isChanged(_ reference: PDFReference) -> Bool { self.changed[reference] != nil }
    func isNew(_ reference: PDFReference) -> Bool { self.changed[reference] == true }

    mutating func approve(_ cursor: Cursor, _ target: PDFReference) {
        self.approved.insert(Approval(source: cursor.owner, path: cursor.path, target: target))
    }

    /// Follows a value of the later revision: approves the pointer, if it is one, and returns where one is then.
    mutating func follow(_ cursor: Cursor, _ value: PDFObject?) throws(PDFError) -> (cursor: Cursor, value: PDFObject) {
        guard let value else { return (cursor, .null) }
        guard case .reference(let target) = value else { return (cursor, value) }
        self.approve(cursor, target)
        return (Cursor(owner: target, path: ""), try self.after.object(target))
    }

    mutating func claim(_ reference: PDFReference, _ claim: Claim = .whole) {
        if self.isChanged(reference), self.claims[reference] == nil { self.claims[reference] = claim }
    }

    /// Claims every new object that a value points at, and what those point at. Objects that were there before need a
    /// claim of their own if they changed.
    mutating func claimNew(_ cursor: Cursor, _ value: PDFObject) throws(PDFError) {
        var todo: [(Cursor, PDFObject)] = [(cursor, value)]
        while let (cursor, value) = todo.popLast() {
            switch value {
            case .reference(let target):
                self.approve(cursor, target)
                guard self.isNew(target), self.claims[target] == nil else { continue }
                self.claim(target)
                todo.append((Cursor(owner: target, path: ""), try self.after.object(target)))
            case .array(let items):
                for item in items { todo.append((cursor.child("*"), item)) }
            case .dictionary(let dictionary), .stream(let dictionary, _):
                for key in dictionary.keys { todo.append((cursor.child(key), dictionary[key] ?? .null)) }
            default: break
            }
        }
    }

    /// The keys whose values differ.
    static func differingKeys(_ before: PDFDictionary, _ after: PDFDictionary) -> [String] {
        before.keys.filter { before[$0] != after[$0] } + after.keys.filter { before[$0] == nil }
    }

    static func isScalar(_ value: PDFObject?) -> Bool {
        switch value {
        case nil, .null, .boolean, .integer, .real, .name, .string, .hexString: true
        default: false
        }
    }
}
