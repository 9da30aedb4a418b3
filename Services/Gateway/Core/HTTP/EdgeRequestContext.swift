import GatewayDomain
import Hummingbird

/// What a route knows about its request.
struct EdgeRequestContext: RequestContext {
    var coreContext: CoreRequestContextStorage
    /// The caller's request id, or one made here.
    var requestID = ""
    /// The language of messages.
    var language = Language.vietnamese
    /// The officer named by `X-Hoso-Officer`; checked and never empty on a POST.
    var officerCode = ""

    init(source: ApplicationRequestContextSource) {
        self.coreContext = CoreRequestContextStorage(source: source)
    }
}
