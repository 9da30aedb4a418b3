public import Clocks

/// A paper of several files and pages while they are brought into order: open → bound, or given up.
public struct Capture: Hashable, Sendable {
    /// Most pages of one paper.
    public static let mostPages = 500

    /// A page in its new place.
    public struct Place: Hashable, Sendable {
        /// The page.
        public let pageID: Identifier
        /// How a person turns it, clockwise; nil = as it is. Unit: degrees.
        public let turn: Int?

        /// Creates a place.
        public init(pageID: Identifier, turn: Int? = nil) {
            self.pageID = pageID
            self.turn = turn
        }
    }

    /// Id.
    public let id: Identifier
    /// What is known of the paper.
    public let parts: CaptureParts
    /// When it was opened.
    public let openedAt: UTCInstant
    /// How far it has come.
    public private(set) var state: CaptureState
    /// Files in the order they came.
    public private(set) var files: [CaptureFile]
    /// Pages in their order.
    public private(set) var pages: [CapturePage]
    /// Grows with every change of files and pages by a person.
    public private(set) var revision: Int64
    /// The paper it became.
    public private(set) var paperID: Identifier?

    /// Opens a capture.
    public init(id: Identifier, parts: CaptureParts, openedAt: UTCInstant) {
        self.init(
            loading: id, parts: parts, openedAt: openedAt, state: .open, files: [], pages: [], revision: 0, paperID: nil)
    }

    /// Rebuilds a capture from storage; what was stored is not judged again.
    public init(
        loading id: Identifier, parts: CaptureParts, openedAt: UTCInstant, state: CaptureState, files: [CaptureFile],
        pages: [CapturePage], revision: Int64, paperID: Identifier?
    ) {
        self.id = id
        self.parts = parts
        self.openedAt = openedAt
        self.state = state
        self.files = files
        self.pages = pages
        self.revision = revision
        self.paperID = paperID
    }

    /// Pages the quality gate has not looked at.
    public var unjudged: [CapturePage] { self.pages.filter { $0.verdict == nil } }

    /// The file a page is in.
    public func file(of page: CapturePage) -> CaptureFile? { self.files.first { $0.id == page.fileID } }

    /// Adds a file with all its pages at the end, or its only page in the place of another.
    ///
    /// - Parameters:
    ///   - file: The file; its key must be new, see ``CaptureFile/key``.
    ///   - pageIDs: Ids for its pages. Count: the file's pages.
    ///   - replaced: The page that was scanned again; nil = none.
    /// - Throws: ``CaptureError``; nothing has changed then.
    public mutating func add(_ file: CaptureFile, pageIDs: [Identifier], replacing replaced: Identifier?) throws(CaptureError) {
        try self.checkOpen()
        // Sent again after an answer that got lost: it is here already.
        guard !self.files.contains(where: { $0.key == file.key }) else { return }
        let added = pageIDs.enumerated().map { CapturePage(id: $1, fileID: file.id, number: $0 + 1) }
        if let replaced {
            guard let index = self.pages.firstIndex(where: { $0.id == replaced }) else { throw .pageUnknown }
            guard added.count == 1 else { throw .replacementHasPages(added.count) }
            self.pages.replaceSubrange(index...index, with: added)
        } else {
            guard self.pages.count + added.count <= Self.mostPages else { throw .tooManyPages(Self.mostPages) }
            self.pages += added
        }
        self.files.append(file)
        self.revision += 1
    }

    /// Puts the pages in an order; one that has no place is removed, one that is turned is judged anew.
    ///
    /// - Throws: ``CaptureError``; nothing has changed then.
    public mutating func arrange(_ places: [Place], seen revision: Int64) throws(CaptureError) {
        try self.checkOpen()
        guard revision == self.revision else { throw .changedMeanwhile }
        var left = Dictionary(self.pages.map { ($0.id, $0) }) { first, _ in first }
        var arranged: [CapturePage] = []
        for place in places {
            guard var page = left.removeValue(forKey: place.pageID) else { throw .pageUnknown }
            if let turn = place.turn {
                guard [0, 90, 180, 270].contains(turn) else { throw .turnImpossible(turn) }
                if page.turn != turn { page.verdict = nil }
                page.turn = turn
            }
            arranged.append(page)
        }
        self.pages = arranged
        self.revision += 1
    }

    /// Notes what the quality gate says of a page. A page that is gone or was turned meanwhile is left alone.
    ///
    /// - Parameter judged: The page as the quality gate saw it.
    public mutating func note(_ verdict: CapturePage.Verdict, of judged: CapturePage) {
        guard self.state == .open, let index = self.pages.firstIndex(where: { $0.id == judged.id && $0.turn == judged.turn }) else {
            return
        }
        self.pages[index].verdict = verdict
    }

    /// Says whether the pages as they stand can become a paper.
    ///
    /// - Parameter declaredPages: Pages counted on paper.
    /// - Returns: The file that is the paper all by itself, untouched; nil when the pages are to be bound.
    /// - Throws: ``CaptureError``.
    public func checkBindable(declaredPages: Int) throws(CaptureError) -> CaptureFile? {
        try self.checkOpen()
        guard !self.pages.isEmpty else { throw .noPages }
        guard self.pages.count == declaredPages else {
            throw .pageCountMismatch(declared: declaredPages, found: self.pages.count)
        }
        let only = self.onlyUntouchedFile
        let used = self.files.filter { file in self.pages.contains { $0.fileID == file.id } }
        guard !used.contains(where: \.kind.isKeptAsItIs) || only != nil else { throw .keptFileNotAlone }
        let refused = self.pages.indices.filter { self.pages[$0].verdict?.refuses ?? false }
        // What is kept as it is has no quality to be judged.
        guard refused.isEmpty || only?.kind.isKeptAsItIs ?? false else { throw .pagesRefused(refused.map { $0 + 1 }) }
        return only
    }

    /// The pages become a paper.
    public mutating func bind(as paper: Identifier, declaredPages: Int) throws(CaptureError) {
        _ = try self.checkBindable(declaredPages: declaredPages)
        self.state = .bound
        self.paperID = paper
    }

    /// Gives the capture up; doing so again changes nothing.
    public mutating func abandon() throws(CaptureError) {
        guard self.state != .abandoned else { return }
        try self.checkOpen()
        self.state = .abandoned
    }

    /// Closes a capture nobody touched for too long. Its files and the order of its pages are kept.
    ///
    /// - Throws: ``CaptureError/notOpen(_:)``.
    public mutating func expire() throws(CaptureError) {
        try self.checkOpen()
        self.state = .expired
    }

    private var onlyUntouchedFile: CaptureFile? {
        guard let first = self.pages.first, let file = self.file(of: first), self.pages.count == file.pageCount else { return nil }
        let isUntouched = self.pages.enumerated().allSatisfy { index, page in
            page.fileID == file.id && page.number == index + 1 && page.turn == nil
        }
        return isUntouched ? file : nil
    }

    private func checkOpen() throws(CaptureError) {
        guard self.state == .open else { throw .notOpen(self.state) }
    }
}
