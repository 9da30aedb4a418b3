import Clocks
import Foundation
import GatewayDomain
import Hummingbird
import Logging
import ServiceKit

/// What every request passes: trace, request id, officer, language, errors as problems, safe headers, one log line.
struct EdgeMiddleware: RouterMiddleware {
    typealias Context = EdgeRequestContext

    let identifiers: any IdentifierSource
    let pages: PageRenderer
    let logger: Logger

    func handle(
        _ request: Request, context: EdgeRequestContext, next: (Request, EdgeRequestContext) async throws -> Response
    ) async throws -> Response {
        // The trace begins with the caller's or here; what cannot be read is ignored (W3C Trace Context, section 3.2).
        try await TraceContext.$current.withValue(.continuing(request.headers[.traceparent])) {
            try await self.answer(request, context, next)
        }
    }

    private func answer(
        _ request: Request, _ context: EdgeRequestContext,
        _ next: (Request, EdgeRequestContext) async throws -> Response
    ) async throws -> Response {
        let start = ContinuousClock.now
        var context = context
        let given = request.headers[.requestID]
        context.requestID = given.flatMap { HeaderText.isRequestID($0) ? $0 : nil } ?? "\(self.identifiers.next())"
        context.language = Language(acceptLanguage: request.headers[.acceptLanguage])
        var response: Response
        do {
            context.officerCode = try Self.officer(of: request)
            response = try await next(request, context)
        } catch let error as HTTPError where error.status == .notFound {
            response = self.response(to: .noRoute, request, context)
        } catch {
            let problem = Problem(error)
            if problem.failure.code == .internal { self.report(error, context) }
            response = self.response(to: problem, request, context)
        }
        self.addHeaders(to: &response, context)
        RequestMetrics.record(
            route: context.endpointPath, method: request.method.rawValue, status: Int(response.status.code), since: start)
        self.log(request, response, context, since: start)
        return response
    }

    /// The officer on whose behalf something is changed; without sign-in it is the caller's word.
    private static func officer(of request: Request) throws(InputFaults) -> String {
        guard request.method == .post else { return "" }
        guard let officer = request.headers[.officer] else {
            throw InputFaults([
                InputFault(
                    pointer: "header:X-Hoso-Officer", code: .missing, expectedVi: "phải nêu mã công chức thực hiện",
                    expectedEn: "must name the acting officer")
            ])
        }
        guard HeaderText.isCode(officer) else {
            throw InputFaults([
                InputFault(
                    pointer: "header:X-Hoso-Officer", code: .malformed, expectedVi: "phải là mã công chức",
                    expectedEn: "must be an officer code")
            ])
        }
        return officer
    }

    private func response(to problem: Problem, _ request: Request, _ context: EdgeRequestContext) -> Response {
        var response: Response
        if request.uri.path.hasPrefix("/v1/") || request.method != .get {
            let document = ProblemDocument(problem, instance: "\(self.identifiers.next())", language: context.language)
            do {
                response = try JSONResponse.make(document, status: problem.status, mediaType: "application/problem+json")
            } catch {
                // A problem is text and numbers; should it fail all the same, the status and the log still say so.
                self.report(error, context)
                response = Response(status: problem.status)
            }
        } else {
            response = self.pages.problem(problem, requestID: context.requestID)
        }
        if let wait = problem.failure.retryAfter {
            response.headers[.retryAfter] = "\(max(1, Int64((wait / .seconds(1)).rounded(.up))))"
        }
        return response
    }

    private func addHeaders(to response: inout Response, _ context: EdgeRequestContext) {
        response.headers[.requestID] = context.requestID
        response.headers[.contentTypeOptions] = "nosniff"
        response.headers[.referrerPolicy] = "same-origin"
        response.headers[.contentSecurityPolicy] =
            "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
        if response.headers[.cacheControl] == nil { response.headers[.cacheControl] = "no-store" }
    }

    /// Says what failed without forwarding the words of an unknown error, which may hold content.
    private func report(_ error: any Error, _ context: EdgeRequestContext) {
        self.logger.error(
            "A request failed", metadata: ["request.id": "\(context.requestID)", "error.type": "\(type(of: error))"])
    }

    private func log(
        _ request: Request, _ response: Response, _ context: EdgeRequestContext, since start: ContinuousClock.Instant
    ) {
        let seconds = (ContinuousClock.now - start) / .seconds(1)
        self.logger.info(
            "Request",
            metadata: [
                "http.method": "\(request.method.rawValue.prefix(16))", "http.route": "\(context.endpointPath ?? "none")",
                "http.status": "\(response.status.code)", "request.id": "\(context.requestID)",
                "duration.seconds": "\((seconds * 1_000).rounded() / 1_000)",
            ])
    }
}
