/// The route behind a verb of `hosoctl documents`, as an integrator would write it down; `ID` stands for the document.
struct DocumentRoute: Sendable {
    let method: String
    let path: String

    static func of(_ verb: String) -> DocumentRoute? {
        switch verb {
        case "templates": DocumentRoute(method: "GET", path: "/v1/document-templates")
        case "render": DocumentRoute(method: "POST", path: "/v1/outgoing-renderings")
        case "draft": DocumentRoute(method: "POST", path: "/v1/outgoing")
        case "show": DocumentRoute(method: "GET", path: "/v1/outgoing/ID")
        case "step": DocumentRoute(method: "POST", path: "/v1/outgoing/ID/steps")
        case "differences": DocumentRoute(method: "GET", path: "/v1/outgoing/ID/differences")
        case "work": DocumentRoute(method: "GET", path: "/v1/outgoing-work")
        case "enter": DocumentRoute(method: "POST", path: "/v1/incoming")
        case "register": DocumentRoute(method: "GET", path: "/v1/incoming")
        case "incoming-show": DocumentRoute(method: "GET", path: "/v1/incoming/ID")
        case "incoming-step": DocumentRoute(method: "POST", path: "/v1/incoming/ID/steps")
        case "incoming-slip": DocumentRoute(method: "POST", path: "/v1/incoming/ID/slips")
        case "incoming-book": DocumentRoute(method: "POST", path: "/v1/incoming-books")
        case "incoming-work": DocumentRoute(method: "GET", path: "/v1/incoming-work")
        case "incoming-counts": DocumentRoute(method: "GET", path: "/v1/incoming-work/counts")
        case "incoming-officers": DocumentRoute(method: "GET", path: "/v1/incoming-officers")
        case "incoming-handled": DocumentRoute(method: "GET", path: "/v1/incoming-handled")
        case "incoming-hand-over": DocumentRoute(method: "POST", path: "/v1/incoming-work/hand-overs")
        case "delegate": DocumentRoute(method: "POST", path: "/v1/delegations")
        case "delegations": DocumentRoute(method: "GET", path: "/v1/delegations")
        case "delegation-revoke": DocumentRoute(method: "POST", path: "/v1/delegations/ID/revocation")
        case "copy": DocumentRoute(method: "POST", path: "/v1/copies")
        case "copies": DocumentRoute(method: "GET", path: "/v1/copies")
        case "copy-show": DocumentRoute(method: "GET", path: "/v1/copies/ID")
        default: nil
        }
    }
}
