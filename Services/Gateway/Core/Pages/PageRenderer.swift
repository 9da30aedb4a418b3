import Foundation
import GatewayDomain
import Hummingbird
import Mustache
import NIOCore
import ServiceKit

/// Renders the pages from their templates.
struct PageRenderer: Sendable {
    private let library: MustacheLibrary

    /// Reads every template.
    ///
    /// - Throws: What mustache says about a template that is none; a fault of the program.
    init() throws {
        // Registered under the name each template's first line asks for. Mustache's own escaping looks at whole
        // characters and lets a quote with a combining mark through.
        MustacheContentTypes.register(ScalarEscaping(), named: ScalarEscaping.name)
        var library = MustacheLibrary()
        for (name, text) in Templates.all {
            try library.register("{{% CONTENT_TYPE:\(ScalarEscaping.name)}}" + text, named: name)
        }
        self.library = library
    }

    /// A page; 200 unless said otherwise.
    func page(_ name: String, _ model: some Sendable, status: HTTPResponse.Status = .ok) -> Response {
        guard let html = self.library.render(model, withTemplate: name) else {
            return Response(status: .internalServerError)
        }
        return Response(
            status: status, headers: [.contentType: "text/html; charset=utf-8", .contentLanguage: "vi"],
            body: ResponseBody(byteBuffer: ByteBuffer(string: html)))
    }

    /// The page that tells a failure.
    func problem(_ problem: Problem, requestID: String) -> Response {
        let title = ProblemDocument.title(problem.failure.code, .vietnamese)
        return self.page(
            "problem",
            ProblemPage(
                title: title, message: problem.failure.messageVi,
                details: problem.faults.map { "\($0.pointer): \($0.expectedVi)" }, requestID: requestID),
            status: problem.status)
    }
}
