import ArgumentParser

/// What `hosoctl documents` can do, and the route of the gateway that does it.
enum DocumentsVerb: String, CaseIterable, ExpressibleByArgument {
    /// Takes over a process.
    case process
    /// Begins a document.
    case draft
    /// Shows a document with its history.
    case show
    /// Takes a step.
    case step
    /// Shows the templates.
    case templates
    /// Sets a content without drafting it.
    case render
    /// Shows what each person has to do and did.
    case officers
    /// Shows the steps one person took.
    case handled
    /// Makes the register book of outgoing documents.
    case outgoingRegister = "outgoing-register"
    /// Makes a true copy, a copy of a copy or an extract.
    case copy
    /// Enters the organisation's signature of a copy.
    case copySignature = "copy-signature"
    /// Shows a copy, with the sheet of its marks when it is on paper.
    case copyShow = "copy-show"
    /// Shows the copies an agency made.
    case copies
    /// Enters who may sign in whose place.
    case delegate
    /// Shows who may sign in whose place.
    case delegations
    /// Takes a delegation back.
    case delegationRevoke = "delegation-revoke"
    /// Shows what two versions do not share.
    case differences
    /// Shows a work list.
    case work
    /// Counts what waits.
    case counts
    /// Hands a leaver's work over.
    case handOver = "hand-over"
    /// Keeps a number.
    case reserve
    /// Says what became of a kept number.
    case settle
    /// Shows the numbers of a series.
    case numbers
    /// Takes over a reception.
    case reception
    /// Enters an incoming document.
    case enter
    /// Shows the register of incoming documents.
    case register
    /// Makes the register or the follow-up book of incoming documents.
    case incomingBook = "incoming-book"
    /// Makes the slip on which an incoming document is handled.
    case incomingSlip = "incoming-slip"
    /// Shows an incoming document with its history.
    case incomingShow = "incoming-show"
    /// Takes a step with an incoming document.
    case incomingStep = "incoming-step"
    /// Shows a work list of incoming documents.
    case incomingWork = "incoming-work"
    /// Counts what waits of incoming documents.
    case incomingCounts = "incoming-counts"
    /// Shows what each person has to do and did with incoming documents.
    case incomingOfficers = "incoming-officers"
    /// Shows the steps one person took with incoming documents.
    case incomingHandled = "incoming-handled"
    /// Hands a leaver's incoming work over.
    case incomingHandOver = "incoming-hand-over"

    /// Whether it changes something.
    var changes: Bool {
        switch self {
        case .show, .templates, .differences, .officers, .handled, .work, .counts, .numbers, .register, .incomingShow, .incomingWork,
            .incomingCounts, .incomingOfficers, .incomingHandled, .copies, .copyShow, .delegations:
            false
        case .process, .draft, .render, .outgoingRegister, .copy, .copySignature, .incomingBook, .incomingSlip, .step, .handOver, .reserve,
            .settle, .reception, .enter, .incomingStep, .incomingHandOver, .delegate, .delegationRevoke:
            true
        }
    }

    /// Whether it needs a document.
    var needsDocument: Bool { [.show, .step, .differences, .copySignature, .copyShow, .delegationRevoke, .incomingSlip, .incomingShow, .incomingStep].contains(self) }

    /// Whether it makes something new and so needs an idempotency key.
    var needsKey: Bool { [.draft, .reserve, .enter, .copy].contains(self) }

    /// The path at the gateway.
    func path(document: String) -> String {
        switch self {
        case .process: "/v1/document-processes"
        case .draft: "/v1/outgoing"
        case .show: "/v1/outgoing/\(document)"
        case .step: "/v1/outgoing/\(document)/steps"
        case .templates: "/v1/document-templates"
        case .render: "/v1/outgoing-renderings"
        case .copy, .copies: "/v1/copies"
        case .copyShow: "/v1/copies/\(document)"
        case .delegate, .delegations: "/v1/delegations"
        case .delegationRevoke: "/v1/delegations/\(document)/revocation"
        case .copySignature: "/v1/copies/\(document)/signature"
        case .officers: "/v1/outgoing-officers"
        case .handled: "/v1/outgoing-handled"
        case .outgoingRegister: "/v1/outgoing-registers"
        case .differences: "/v1/outgoing/\(document)/differences"
        case .work: "/v1/outgoing-work"
        case .counts: "/v1/outgoing-work/counts"
        case .handOver: "/v1/outgoing-work/hand-overs"
        case .reserve, .numbers: "/v1/numbers"
        case .settle: "/v1/numbers/settle"
        case .reception: "/v1/receptions"
        case .enter, .register: "/v1/incoming"
        case .incomingBook: "/v1/incoming-books"
        case .incomingSlip: "/v1/incoming/\(document)/slips"
        case .incomingShow: "/v1/incoming/\(document)"
        case .incomingStep: "/v1/incoming/\(document)/steps"
        case .incomingWork: "/v1/incoming-work"
        case .incomingCounts: "/v1/incoming-work/counts"
        case .incomingOfficers: "/v1/incoming-officers"
        case .incomingHandled: "/v1/incoming-handled"
        case .incomingHandOver: "/v1/incoming-work/hand-overs"
        }
    }
}
