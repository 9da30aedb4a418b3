import CLibPQ

extension ChannelState {
    /// The socket is readable or writable.
    mutating func socketReady() {
        guard self.ended == nil, let pointer else { return }
        let alive = PQconsumeInput(pointer) == 1
        self.extendDeadline()
        do throws(PostgresError) {
            if alive, self.wantsWrite { try self.flush() }
        } catch {
            return self.end(error)
        }
        // Also after the connection broke: what the server said last explains why.
        self.advance()
        if self.ended == nil, !alive || PQstatus(pointer) != CONNECTION_OK {
            self.end(self.explainedLoss())
        }
        self.startNext()
    }

    /// Takes every answer that is there.
    mutating func advance() {
        guard let pointer else { return }
        if self.running == nil {
            // Parses what came unasked (notices, parameters), so that an idle connection notices its end.
            _ = PQisBusy(pointer)
        }
        // Looked at in place: a copy of the unit would have its list of steps copied at each answer.
        while self.running?.isComplete == false, self.ended == nil {
            if case .copyData = self.running?.unit.work {
                if !self.wantsWrite { self.finish() }
                return
            }
            guard PQisBusy(pointer) == 0 else { return }
            guard let result = PQgetResult(pointer) else {
                guard PQstatus(pointer) == CONNECTION_OK else { return }
                if self.afterLastResult() { continue }
                return
            }
            self.take(ServerResult(taking: result))
        }
    }

    /// libpq returned no result: the answers to one message are complete.
    ///
    /// - Returns: Whether to go on reading.
    private mutating func afterLastResult() -> Bool {
        switch self.running?.unit.work {
        case .pipeline:
            guard self.running?.steps.isEmpty == false else { return false }
            self.running?.steps.removeFirst()
        case .script, .copyBegin, .copyEnd:
            if self.running?.failure?.code == .connectionLost { self.end(self.explainedLoss()) } else { self.finish() }
        case .copyData, nil: return false
        }
        return true
    }

    private mutating func take(_ result: consuming ServerResult) {
        switch result.status {
        case PGRES_COMMAND_OK, PGRES_TUPLES_OK, PGRES_EMPTY_QUERY: self.takeSuccess(result)
        case PGRES_PIPELINE_SYNC: self.finish()
        case PGRES_PIPELINE_ABORTED: self.forgetStatement()
        case PGRES_COPY_IN: self.takeCopyIn()
        case PGRES_NONFATAL_ERROR: break
        case PGRES_FATAL_ERROR:
            self.forgetStatement(after: PostgresError(result: result))
        default:
            self.end(PostgresError(code: .misuse, message: "COPY works through copyIn only; the connection was given up"))
        }
    }

    private mutating func takeSuccess(_ result: consuming ServerResult) {
        switch self.running?.unit.work {
        case .pipeline:
            switch self.running?.steps.first {
            case .execute, .control:
                let rows = result.rows()
                self.running?.rows.append(rows)
            case .prepare, .evict, nil: break
            }
        case .copyEnd:
            let rows = result.rows()
            self.running?.rows.append(rows)
        default: break
        }
    }

    private mutating func takeCopyIn() {
        guard case .copyBegin = self.running?.unit.work else {
            return self.end(
                PostgresError(code: .misuse, message: "COPY works through copyIn only; the connection was given up"))
        }
        self.isInCopy = true
        self.finish()
    }

    /// A message failed or was skipped: a statement it would have prepared does not exist.
    private mutating func forgetStatement(after error: PostgresError? = nil) {
        if let error, self.running?.failure == nil { self.running?.failure = error }
        switch self.running?.steps.first {
        case .prepare(let name): self.cache.forget(name: name)
        case .execute(let name): if error?.code == .statementInvalidated { self.cache.forget(name: name) }
        case .evict(let name): self.cache.keepForLater(name: name)
        case .control, nil: break
        }
    }

    /// The error for a connection that broke, with the server's last words as its cause.
    private func explainedLoss() -> PostgresError {
        let lastWords = self.running?.failure
        var error = PostgresError(
            code: .connectionLost, message: lastWords?.message ?? self.lost().message, cause: lastWords)
        error.sqlState = lastWords?.sqlState
        return error
    }
}
