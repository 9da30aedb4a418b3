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

    /// Whether it changes something.
    var changes: Bool {
        switch self {
        case .show, .work, .counts, .numbers: false
        case .process, .draft, .step, .handOver, .reserve, .settle: true
        }
    }

    /// Whether it needs a document.
    var needsDocument: Bool { self == .show || self == .step }

    /// The path at the gateway.
    func path(document: String) -> String {
        switch self {
        case .process: "/v1/document-processes"
        case .draft: "/v1/outgoing"
        case .show: "/v1/outgoing/\(document)"
        case .step: "/v1/outgoing/\(document)/steps"
        case .work: "/v1/outgoing-work"
        case .counts: "/v1/outgoing-work/counts"
        case .handOver: "/v1/outgoing-work/hand-overs"
        case .reserve, .numbers: "/v1/numbers"
        case .settle: "/v1/numbers/settle"
        }
    }
}
