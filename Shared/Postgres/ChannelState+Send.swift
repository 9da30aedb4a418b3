import CLibPQ

extension ChannelState {
    /// Hands the messages of a unit to libpq and writes what the socket takes.
    mutating func send(_ work: ChannelWork) throws(PostgresError) {
        guard let pointer else { throw self.lost() }
        switch work {
        case .pipeline(let queries):
            try self.check(PQenterPipelineMode(pointer))
            for query in queries { try self.send(query, pointer) }
            try self.check(PQpipelineSync(pointer))
        case .script(let sql), .copyBegin(let sql):
            try self.check(PQexitPipelineMode(pointer))
            try self.check(PQsendQuery(pointer, sql))
        case .copyData(let bytes):
            // libpq takes everything into its buffer; 0 would mean that it could not, -1 that the COPY is over.
            let taken = bytes.withUnsafeBytes { raw in
                PQputCopyData(pointer, raw.bindMemory(to: CChar.self).baseAddress, Int32(raw.count))
            }
            try self.check(taken)
        case .copyEnd(let failure):
            try self.check(failure.map { PQputCopyEnd(pointer, $0) } ?? PQputCopyEnd(pointer, nil))
            self.isInCopy = false
        }
        try self.flush()
    }

    /// Writes what the socket takes; the rest follows when it is writable.
    mutating func flush() throws(PostgresError) {
        guard let pointer else { return }
        let left = PQflush(pointer)
        guard left >= 0 else { throw self.lost() }
        self.wantsWrite = left == 1
    }

    private mutating func send(_ query: PostgresQuery, _ pointer: OpaquePointer) throws(PostgresError) {
        guard !query.isControl else {
            try self.check(PQsendQueryParams(pointer, query.sql, 0, nil, nil, nil, nil, 1))
            self.running?.steps.append(.control)
            return
        }
        let types = query.binds.entries.map(\.type)
        let plan = self.cache.plan(StatementCache.Key(sql: query.sql, types: types))
        for evicted in self.cache.takeLeftovers() + (plan.evict.map { [$0] } ?? []) {
            try self.check(PQsendQueryParams(pointer, "DEALLOCATE \(evicted)", 0, nil, nil, nil, nil, 1))
            self.running?.steps.append(.evict(name: evicted))
        }
        if plan.prepare {
            try self.check(PQsendPrepare(pointer, plan.name, query.sql, Int32(types.count), types.map(\.rawValue)))
            self.running?.steps.append(.prepare(name: plan.name))
        }
        try self.check(Self.execute(plan.name, query.binds, pointer))
        self.running?.steps.append(.execute(name: plan.name))
    }

    private static func execute(_ name: String, _ binds: PostgresBinds, _ pointer: OpaquePointer) -> Int32 {
        let count = Int32(binds.count)
        // One byte more, so that an empty value has an address too: a null pointer would mean NULL.
        let buffer = binds.buffer.isEmpty ? [0] : binds.buffer
        return buffer.withUnsafeBytes { raw in
            let base = raw.bindMemory(to: CChar.self).baseAddress
            let values = binds.entries.map { entry in entry.length == nil ? nil : base.map { $0 + entry.offset } }
            // libpq refuses more than Int32.max itself: the message would not fit.
            let lengths = binds.entries.map { Int32(clamping: $0.length ?? 0) }
            let formats = [Int32](repeating: 1, count: binds.count)
            return PQsendQueryPrepared(pointer, name, count, values, lengths, formats, 1)
        }
    }

    private func check(_ result: Int32) throws(PostgresError) {
        guard result == 1 else { throw self.lost() }
    }

    /// The error for a connection on which libpq refused to go on.
    func lost() -> PostgresError {
        PostgresError(code: .connectionLost, message: libraryMessage(self.pointer))
    }
}
