import Foundation

/// I13: memory, descriptors and queues stay within the budget, as seen in one sample.
struct BoundsInvariant: Invariant {
    let id = "I13"
    let title = Words("Bộ nhớ, tệp mở và hàng đợi trong giới hạn", "memory, descriptors and queues are bounded")
    let unit = Words("tiến trình và hàng đợi", "processes and queues")

    func examine(_ context: VerifyContext) async throws -> InvariantFindings {
        var findings = InvariantFindings()
        if let installation = context.installation { try Self.checkProcesses(installation, context.budget, &findings) }
        for queue in context.definitions.queues {
            do {
                let count = try await context.queue(queue.name).messages
                findings.examined += 1
                if count > context.budget.queuedMessages {
                    findings.add(queue.name, "\(count) thông điệp, quá \(context.budget.queuedMessages)", "\(count) messages, more than \(context.budget.queuedMessages)")
                }
            } catch {
                findings.notes.append(Words("không hỏi được RabbitMQ về \(queue.name)", "the broker cannot be asked: \(error)"))
            }
        }
        return findings
    }

    private static func checkProcesses(
        _ installation: String, _ budget: ProcessBudget, _ findings: inout InvariantFindings
    ) throws {
        let folder = "\(installation)/run"
        guard FileManager.default.fileExists(atPath: folder) else { return }
        for name in try FileManager.default.contentsOfDirectory(atPath: folder).filter({ $0.hasSuffix(".pid") }).sorted() {
            let text = try String(contentsOfFile: "\(folder)/\(name)", encoding: .utf8)
            let service = "hoso-\(name.dropLast(4))"
            guard let process = Int32(text.trimmingCharacters(in: .whitespacesAndNewlines)), process > 0 else {
                findings.add(service, "\(folder)/\(name) không phải số tiến trình", "\(folder)/\(name) holds no process id")
                continue
            }
            guard FileManager.default.fileExists(atPath: "/proc/\(process)") else {
                findings.notes.append(Words("\(service) không chạy", "does not run"))
                continue
            }
            findings.examined += 1
            try Self.check(service, process, budget, &findings)
        }
    }

    private static func check(
        _ service: String, _ process: Int32, _ budget: ProcessBudget, _ findings: inout InvariantFindings
    ) throws {
        let status = try String(contentsOfFile: "/proc/\(process)/status", encoding: .utf8)
        let line = status.split(separator: "\n").first { $0.hasPrefix("VmRSS:") }
        let bytes = (line?.split(whereSeparator: \.isWhitespace).compactMap { UInt64($0) }.first ?? 0) << 10
        if bytes > budget.memoryBytes {
            findings.add(service, "dùng \(bytes >> 20) MiB, quá \(budget.memoryBytes >> 20) MiB", "takes \(bytes >> 20) MiB, more than \(budget.memoryBytes >> 20) MiB")
        }
        let open = try FileManager.default.contentsOfDirectory(atPath: "/proc/\(process)/fd").count
        if open > budget.descriptors {
            findings.add(service, "mở \(open) tệp, quá \(budget.descriptors)", "has \(open) descriptors open, more than \(budget.descriptors)")
        }
    }
}
