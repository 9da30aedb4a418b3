import Clocks
import Postgres
import Testing

@Suite(.timeLimit(.minutes(10)))
struct ValueTests {
    enum Colour: String, PostgresEncodable, PostgresDecodable { case red, green }

    private func roundTrip<Value: PostgresEncodable & PostgresDecodable & Equatable>(
        _ values: [Value], _ client: PostgresClient, location: SourceLocation = #_sourceLocation
    ) async throws {
        for value in values {
            let read = try await client.query("SELECT \(value)").decodeOnly(Value.self)
            #expect(read == value, sourceLocation: location)
        }
    }

    @Test func `reads back the numbers it wrote`() async throws {
        try await Database.withClient { client in
            try await roundTrip([Int.min, -1, 0, 1, Int.max], client)
            try await roundTrip([Int64.min, Int64.max], client)
            try await roundTrip([Int32.min, Int32.max], client)
            try await roundTrip([Int16.min, Int16.max], client)
            try await roundTrip([true, false], client)
            let doubles: [Double] = [0, -0.0, 1.5, .pi, .infinity, -.infinity, .leastNonzeroMagnitude]
            try await roundTrip(doubles, client)
            let nan = try await client.query("SELECT \(Double.nan)").decodeOnly(Double.self)
            #expect(nan.isNaN)
        }
    }

    @Test func `reads back the texts it wrote`() async throws {
        let texts = [
            "", "Nguyễn Thị Ánh Nguyệt", "Thừa Thiên – Huế", "'; DROP TABLE dossiers; --", "\\x00 $1 \"quoted\"",
            "🇻🇳", "a\u{0301}", String(repeating: "ộ", count: 100_000), "\n\t\r",
        ]
        try await Database.withClient { client in
            try await roundTrip(texts, client)
            try await roundTrip([Colour.red, .green], client)
            try await roundTrip([JSONText("{\"tên\": \"Ánh\"}")], client)
        }
    }

    @Test func `reads back times, dates and identifiers`() async throws {
        try await Database.withClient { client in
            let dates = try ["0001-01-01", "1999-12-31", "2000-01-01", "2026-03-05", "9999-12-31"].map {
                try #require(VietnamDate(iso8601: $0))
            }
            try await roundTrip(dates, client)
            try await roundTrip([UTCInstant(microsecondsSinceEpoch: 1_772_679_600_123_456), .earliest, .latest], client)
            try await roundTrip([try #require(Identifier("0195e3a0-0000-7000-8000-0123456789ab"))], client)
            let text = try await client.query("SELECT \(dates[3])::text, \(UTCInstant(microsecondsSinceEpoch: 0))::text")
                .decodeOnly((String, String).self)
            #expect(text.0 == "2026-03-05")
            #expect(text.1 == "1970-01-01 00:00:00+00")
        }
    }

    @Test func `reads back arrays`() async throws {
        try await Database.withClient { client in
            try await roundTrip([[String](), ["a", "Đ", ""]], client)
            try await roundTrip([[Int](), [1, -2, .max]], client)
            try await roundTrip([[Int64.min]], client)
            try await roundTrip([["a", nil, "c"] as [String?]], client)
            try await roundTrip([[[1, 2], [], [255]] as [[UInt8]]], client)
            try await roundTrip([[try #require(Identifier("0195e3a0-0000-7000-8000-0123456789ab"))]], client)
            try await roundTrip([[1.5, -.infinity]], client)
            try await roundTrip([[true, false]], client)
            let found = try await client.query("SELECT 2 = ANY(\([1, 2, 3]))").decodeOnly(Bool.self)
            #expect(found)
            let none = try await client.query("SELECT ARRAY[]::varchar[], ARRAY['x']::varchar[]")
                .decodeOnly(([String], [String]).self)
            #expect(none == ([], ["x"]))
        }
    }

    @Test func `reads back NULL and empty values as different things`() async throws {
        try await Database.withClient { client in
            try await roundTrip([nil, "", "x"] as [String?], client)
            try await roundTrip([nil, [], [0]] as [[UInt8]?], client)
            try await roundTrip([nil, 5] as [Int?], client)
        }
    }

    @Test func `reads back 10 MiB of bytes`() async throws {
        let bytes = (0..<10 * 1024 * 1024).map { UInt8(truncatingIfNeeded: $0 &* 31 &+ $0 >> 8) }
        try await Database.withClient { client in
            let read = try await client.query("SELECT \(bytes)").decodeOnly([UInt8].self)
            #expect(read == bytes)
        }
    }

    @Test(arguments: [
        "0", "1", "-1", "9999", "10000", "10001", "100000000", "123456789012345678", "9223372036854775807",
        "-9223372036854775807", "0.1", "0.0001", "0.00001", "0.000000000012", "-12345.6789", "1e20", "1.50", "100.00",
        "99999.00001", "NaN", "12345678901234567890123456789.987654321",
    ])
    func `reads a numeric as PostgreSQL prints it`(_ text: String) async throws {
        try await Database.withClient { client in
            let (number, printed) = try await client.query(
                "SELECT \(unsafeSQL: "'\(text)'::numeric"), \(unsafeSQL: "'\(text)'::numeric::text")"
            ).decodeOnly((String, String).self)
            #expect(number.lowercased() == printed.lowercased())
        }
    }

    @Test func `reads sums and counts as whole numbers`() async throws {
        try await Database.withClient { client in
            let (sum, count, big) = try await client.query(
                "SELECT sum(n), count(*), 9223372036854775807::numeric FROM generate_series(1::bigint, 100) AS n"
            ).decodeOnly((Int, Int, Int64).self)
            #expect(sum == 5050)
            #expect(count == 100)
            #expect(big == .max)
        }
    }

    @Test(arguments: [
        "SELECT 1.5::numeric", "SELECT 9223372036854775808::numeric", "SELECT 'NaN'::numeric", "SELECT 1e30::numeric",
        "SELECT 'x'::text", "SELECT 1.5::float8", "SELECT NULL::bigint", "SELECT now()", "SELECT 1, 2", "SELECT",
        "SELECT ARRAY[1]", "SELECT pg_sleep(0)",
    ])
    func `refuses what is not one whole number`(_ sql: String) async throws {
        try await Database.withClient { client in
            let rows = try await client.query(PostgresQuery(unsafeSQL: sql))
            #expect(throws: failure(.decoding)) { try rows.decodeOnly(Int.self) }
        }
    }

    @Test func `refuses numbers that do not fit a smaller type`() async throws {
        try await Database.withClient { client in
            let row = try await client.query("SELECT 40000, 3000000000")[0]
            #expect(throws: failure(.decoding)) { try row.decode(column: 0, as: Int16.self) }
            #expect(throws: failure(.decoding)) { try row.decode(column: 1, as: Int32.self) }
            #expect(throws: failure(.decoding)) { try row.decode(column: 2, as: Int.self) }
            #expect(throws: failure(.decoding)) { try row.decode(column: -1, as: Int.self) }
        }
    }

    @Test(arguments: [
        "SELECT 'infinity'::timestamptz, 'infinity'::date", "SELECT '-infinity'::timestamptz, '-infinity'::date",
        "SELECT '4000-01-01 BC'::timestamptz, '4000-01-01 BC'::date",
        "SELECT '20000-01-01'::timestamptz, '20000-01-01'::date", "SELECT 'x', 'x'", "SELECT 1, 1",
    ])
    func `refuses times and dates that people do not write`(_ sql: String) async throws {
        try await Database.withClient { client in
            let row = try await client.query(PostgresQuery(unsafeSQL: sql))[0]
            #expect(throws: failure(.decoding)) { try row.decode(column: 0, as: UTCInstant.self) }
            #expect(throws: failure(.decoding)) { try row.decode(column: 1, as: VietnamDate.self) }
        }
    }

    @Test func `names the column but not the value of what it cannot read`() async throws {
        try await Database.withClient { client in
            let row = try await client.query("SELECT NULL::text AS owner_name, 'blue' AS colour")[0]
            let null = #expect(throws: PostgresError.self) { try row.decode((String, String).self) }
            #expect(null?.column == "owner_name")
            #expect(null?.message.contains("owner_name") == true)
            let colour = #expect(throws: PostgresError.self) { try row.decode(column: 1, as: Colour.self) }
            #expect(colour?.debugDescription.contains("blue") == false)
        }
    }

    @Test(arguments: ["SELECT ARRAY[[1,2],[3,4]]", "SELECT '1 2'::int2vector::text", "SELECT 5", "SELECT '{1,NULL}'::bigint[]"])
    func `refuses arrays of another shape`(_ sql: String) async throws {
        try await Database.withClient { client in
            let row = try await client.query(PostgresQuery(unsafeSQL: sql))[0]
            #expect(throws: failure(.decoding)) { try row.decode([Int].self) }
        }
    }

    @Test func `reads enumerations of the database as text`() async throws {
        try await Database.withClient { client in
            try await client.query("CREATE TYPE colour AS ENUM ('red', 'green')")
            let colour = try await client.query("SELECT 'red'::colour").decodeOnly(Colour.self)
            #expect(colour == .red)
        }
    }

    @Test func `refuses to send a text with NUL`() async throws {
        try await Database.withClient { client in
            await #expect(throws: failure(.encoding)) { try await client.query("SELECT \("a\0b")") }
            await #expect(throws: failure(.encoding)) { try await client.query("SELECT \(JSONText("\"\0\""))") }
            await #expect(throws: failure(.encoding)) { try await client.query("SELECT \(["a\0b"])") }
            await #expect(throws: failure(.encoding)) { try await client.query("SELECT 1 AS \(identifier: "a\0")") }
        }
    }
}
