import Clocks
import Foundation
import PAdES
import PDF
import PKI
import Subprocess
import SystemPackage

/// The most memory that signing and judging take, each in a process of its own.
struct MemoryBenchmarks {
    /// The first argument of the program that makes it measure one case and print the kilobytes.
    static let argument = "memory"

    private enum Case: String {
        /// Signs a file and writes the result.
        case sign
        /// Judges a signed file.
        case judge
        /// Signs and judges a small document so many times.
        case many
    }

    let folder: String

    func run() async throws {
        for size in [20, 200] {
            try Data(BenchPaper.bytes(length: size * 1_000_000)).write(to: URL(fileURLWithPath: "\(self.folder)/large-\(size).pdf"))
        }
        for (work, name) in [(Case.sign, "Sign a file"), (.judge, "Validate a signed file")] {
            let small = try await self.peak(work, "20"), large = try await self.peak(work, "200")
            Table.row(
                "Peak memory: \(name), 200 MB against 20 MB; growth per byte of the file", large, "MB", small,
                ratio: (large - small) / 180, aim: "≤ 1.1")
        }
        let few = try await self.peak(.many, "1000"), many = try await self.peak(.many, "10000")
        Table.row("Peak memory: sign and validate 10,000 documents of 20 kB against 1,000", many, "MB", few, ratio: many / few, aim: "≤ 1.1")
    }

    private func peak(_ work: Case, _ number: String) async throws -> Double {
        let result = try await Subprocess.run(
            .path(.init(CommandLine.arguments[0])), arguments: [Self.argument, work.rawValue, number, self.folder],
            output: .string(limit: 4096), error: .string(limit: 4096))
        guard result.terminationStatus.isSuccess, let kilobytes = Double(result.standardOutput.trimmingCharacters(in: .whitespacesAndNewlines))
        else { throw BenchFailure(what: "\(work) \(number): \(result.standardOutput) \(result.standardError)") }
        return kilobytes * 1_024 / 1e6
    }

    /// Does one case and prints the peak. Unit: kilobytes.
    static func measure(_ arguments: [String]) async throws {
        guard arguments.count == 3, let work = Case(rawValue: arguments[0]), let number = Int(arguments[1]) else {
            throw BenchFailure(what: "usage: memory CASE NUMBER FOLDER")
        }
        let folder = arguments[2]
        let certificates = try Certificate.reading(pem: String(contentsOfFile: "\(folder)/p256.crt", encoding: .utf8))
        let roots = try Certificate.reading(pem: String(contentsOfFile: "\(folder)/root.pem", encoding: .utf8))
        let chain = Array(certificates.dropFirst())
        let signer = try SoftwareKeySigner(keyFile: "\(folder)/p256.key", certificate: certificates[0], chain: chain)
        let builder = try CMSBuilder(certificate: signer.certificate, chain: chain, scheme: .ecdsaP256SHA256)
        let validator = DocumentValidator(trust: TrustStore(anchors: roots), policy: ValidationPolicy(revocation: .recorded))
        switch work {
        case .sign: try Self.sign("\(folder)/large-\(number).pdf", builder, signer)
        case .judge:
            let report = validator.validate(try PDFDocument(contentsOf: "\(folder)/large-\(number).pdf.signed"), at: SystemClock().now())
            guard report.indication == .valid else { throw BenchFailure(what: report.detail) }
        case .many:
            let paper = BenchPaper.bytes(length: 20_000)
            for _ in 0..<number {
                let signed = try await SigningBenchmarks.sign(paper, builder, signer)
                guard validator.validate(signed, at: SystemClock().now()).indication == .valid else { throw BenchFailure(what: "not valid") }
            }
        }
        print(try Self.peakKilobytes())
    }

    /// As a service would: the document stays where it is, what is behind it is written.
    private static func sign(_ path: String, _ builder: CMSBuilder, _ signer: SoftwareKeySigner) throws {
        let request = SignatureRequest(signedAt: SystemClock().now(), reservedBytes: builder.reservedBytes)
        let prepared = try SignaturePreparation.prepare(PDFDocument(contentsOf: path), request)
        let digest = prepared.digest
        let attributes = try builder.signedAttributes(contentDigest: digest)
        let value = try signer.sign(digest: attributes.digest, scheme: builder.scheme)
        let tail = try prepared.embedTail(cms: builder.build(attributes, contentDigest: digest, signature: value))
        try FileManager.default.copyItem(atPath: path, toPath: "\(path).signed")
        let file = try FileHandle(forWritingTo: URL(fileURLWithPath: "\(path).signed"))
        try file.seekToEnd()
        try file.write(contentsOf: Data(tail))
        try file.close()
    }

    private static func peakKilobytes() throws -> Int {
        let status = try String(contentsOfFile: "/proc/self/status", encoding: .utf8)
        guard let line = status.split(separator: "\n").first(where: { $0.hasPrefix("VmHWM:") }),
            let number = line.split(whereSeparator: \.isWhitespace).dropFirst().first.flatMap({ Int($0) })
        else { throw BenchFailure(what: "the kernel tells no peak") }
        return number
    }
}
