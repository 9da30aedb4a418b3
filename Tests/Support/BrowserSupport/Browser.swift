import Foundation
import Subprocess

/// Chromium, looking at a page as a person does.
public enum Browser {
    /// What was seen.
    public struct Page: Decodable, Sendable {
        /// The title.
        public let title: String
        /// Every text that is shown.
        public let text: String
        /// What `lang` says.
        public let language: String
        /// Width of the view. Unit: CSS pixels.
        public let width: Double
        /// Width that the page takes; more than ``width`` means scrolling sideways. Unit: CSS pixels.
        public let contentWidth: Double
        /// The smallest letters that are shown. Unit: CSS pixels.
        public let smallestText: Double
    }

    /// Why nothing was seen.
    public struct Failure: Error, CustomStringConvertible {
        /// What the program said.
        public let description: String
    }

    /// Looks at a page that is loaded whole.
    ///
    /// - Parameters:
    ///   - address: Where the page is.
    ///   - width: Width of the device; below 600 a telephone. Unit: CSS pixels.
    /// - Throws: ``Failure`` when Chromium is not there or cannot load the page; errors of starting programs.
    public static func look(at address: String, width: Int) async throws -> Page {
        let environment = ProcessInfo.processInfo.environment
        guard let python = environment["HOSO_TEST_PYTHON"], let root = environment["HOSO_TEST_ROOT"] else {
            throw Failure(description: "HOSO_TEST_PYTHON or HOSO_TEST_ROOT is not set; run make test")
        }
        let result = try await Subprocess.run(
            .name("env"), arguments: [python, "\(root)/Tests/Support/BrowserSupport/page.py", address, "\(width)"],
            output: .data(limit: 8 << 20), error: .string(limit: 1 << 16))
        guard result.terminationStatus.isSuccess else { throw Failure(description: result.standardError) }
        return try JSONDecoder().decode(Page.self, from: result.standardOutput)
    }
}
