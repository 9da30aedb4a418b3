extension PostgresChannel {
    /// How much is sent at a time.
    private static let chunkBytes = 256 * 1024

    /// Inserts rows with COPY in binary format.
    ///
    /// Binary, because nothing has to be escaped. As the server takes the bytes of one type for those of another of the
    /// same length, the types of the columns are asked for first and every value is held against them.
    func copyIn(
        table: String, columns: [String], rows: some Sequence<PostgresBinds>
    ) async throws(PostgresError) -> Int {
        let target = table.split(separator: ".", omittingEmptySubsequences: false)
            .map { quotedIdentifier(String($0)) }.joined(separator: ".")
        let list = columns.map(quotedIdentifier).joined(separator: ", ")
        let types = try await self.runOne(PostgresQuery(unsafeSQL: "SELECT \(list) FROM \(target) LIMIT 0")).columnTypes
        guard !columns.isEmpty, types.count == columns.count else {
            throw PostgresError(code: .misuse, message: "COPY needs at least one column")
        }
        _ = try await self.run(.copyBegin("COPY \(target) (\(list)) FROM STDIN (FORMAT binary)"))
        let encoder = CopyEncoder(columns: columns, types: types)
        do throws(PostgresError) {
            var buffer = CopyEncoder.header
            for row in rows {
                try encoder.append(row, to: &buffer)
                guard buffer.count >= Self.chunkBytes else { continue }
                _ = try await self.run(.copyData(buffer), cancellable: false)
                guard !Task.isCancelled else {
                    throw PostgresError(code: .cancelled, message: "the task was cancelled during COPY")
                }
                buffer.removeAll(keepingCapacity: true)
            }
            buffer.append(contentsOf: CopyEncoder.trailer)
            _ = try await self.run(.copyData(buffer), cancellable: false)
        } catch {
            try await self.abandonCopy(because: error)
        }
        return try await self.run(.copyEnd(failure: nil), cancellable: false).first?.affectedRows ?? 0
    }

    /// Tells the server that the COPY failed; what it answers is not the reason.
    private func abandonCopy(because error: PostgresError) async throws(PostgresError) {
        do throws(PostgresError) {
            _ = try await self.run(.copyEnd(failure: "the client gave up"), cancellable: false)
        } catch {
            // Expected: the server confirms that the COPY failed.
        }
        throw error
    }
}
