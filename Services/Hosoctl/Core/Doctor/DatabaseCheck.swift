import Clocks
import Postgres

/// What the database must be: version, encoding, extensions, roles, schemas, clock.
struct DatabaseCheck: Sendable {
    /// Largest difference between the clocks that is no fault.
    static let skewLimit = Duration.seconds(2)

    let configuration: PostgresConfiguration
    let clock: any UTCClock

    func findings() async -> [Finding] {
        do {
            return try await PostgresClient.with(self.configuration) { client in
                var findings = [try await Self.version(client), try await self.skew(client)]
                findings += try await Self.extensions(client)
                for service in ServiceSchemas.services { findings += try await Self.service(service, client) }
                return findings
            }
        } catch {
            return [
                .bad(
                    (error as? CommandFailure)?.words
                        ?? Words("Không dùng được cơ sở dữ liệu \(self.configuration)", "the database cannot be used: \(error)"),
                    mend: Words("kiểm tra PostgreSQL có chạy và mật khẩu đúng", "check that PostgreSQL runs and the password is right"))
            ]
        }
    }

    private static func version(_ client: PostgresClient) async throws -> Finding {
        let (number, encoding) = try await client.query(
            "SELECT current_setting('server_version_num')::int, current_setting('server_encoding')"
        ).decodeOnly((Int32, String).self)
        guard number >= 150_000 else {
            return .bad(
                Words("PostgreSQL \(number / 10_000) cũ quá, cần ≥ 15", "PostgreSQL \(number / 10_000) is too old"),
                mend: Words("nâng cấp PostgreSQL", "upgrade PostgreSQL"))
        }
        guard encoding == "UTF8" else {
            return .bad(
                Words("Cơ sở dữ liệu dùng \(encoding), cần UTF8", "the database is in \(encoding), UTF8 is needed"),
                mend: Words("tạo lại với ENCODING 'UTF8'", "make it again with ENCODING 'UTF8'"))
        }
        return .good("PostgreSQL \(number / 10_000).\(number % 10_000), UTF8", "answers")
    }

    private func skew(_ client: PostgresClient) async throws -> Finding {
        let before = self.clock.now()
        let there = try await client.query("SELECT clock_timestamp()").decodeOnly(UTCInstant.self)
        let after = self.clock.now()
        let middle = before + (after - before) / 2
        let difference = there > middle ? there - middle : middle - there
        let text = "\(difference / .milliseconds(1)) ms"
        guard difference <= Self.skewLimit else {
            return .bad(
                Words("Đồng hồ lệch \(text) so với cơ sở dữ liệu", "the clocks differ by \(text)"),
                mend: Words("đồng bộ thời gian (NTP) trên các máy", "synchronise the machines (NTP)"))
        }
        return .good("Đồng hồ lệch \(text)", "clock skew")
    }

    private static func extensions(_ client: PostgresClient) async throws -> [Finding] {
        let rows = try await client.query("SELECT extname::text FROM pg_extension")
        let present = Set(try rows.map { try $0.decode(column: 0, as: String.self) })
        return ["unaccent", "pg_trgm"].map { name in
            if present.contains(name) { return .good("Phần mở rộng \(name)", "extension is there") }
            return .bad(
                Words("Thiếu phần mở rộng \(name)", "the extension \(name) is missing"),
                mend: Words("chạy deploy/postgres/roles.sql; cần gói postgresql-contrib", "run deploy/postgres/roles.sql"))
        }
    }

    private static func service(_ service: String, _ client: PostgresClient) async throws -> [Finding] {
        let role = "hoso_\(service)"
        let (hasRole, owner, migrated, searchPath) = try await client.query(
            """
            SELECT
                EXISTS (SELECT FROM pg_roles WHERE rolname = \(role) AND rolcanlogin),
                (SELECT pg_get_userbyid(nspowner)::text FROM pg_namespace WHERE nspname = \(service)),
                to_regclass(\(service + ".hoso_migrations")) IS NOT NULL,
                EXISTS (
                    SELECT FROM pg_db_role_setting
                    WHERE setrole = (SELECT oid FROM pg_roles WHERE rolname = \(role))
                        AND ('search_path=' || \(service)) = ANY (setconfig))
            """
        ).decodeOnly((Bool, String?, Bool, Bool).self)
        let roles = Words("chạy deploy/postgres/roles.sql với chủ sở hữu cụm", "run deploy/postgres/roles.sql as the owner of the cluster")
        guard hasRole else { return [.bad(Words("Thiếu vai trò \(role)", "the role \(role) is missing"), mend: roles)] }
        guard let owner else { return [.bad(Words("Thiếu lược đồ \(service)", "the schema \(service) is missing"), mend: roles)] }
        guard owner == role, searchPath else {
            return [
                .bad(
                    Words("Lược đồ \(service) thuộc \(owner) hoặc thiếu search_path", "the schema \(service) belongs to \(owner), or search_path is not set"),
                    mend: roles)
            ]
        }
        guard migrated else {
            return [
                .notice(
                    Words("Lược đồ \(service) còn trống", "the schema \(service) is still empty"),
                    mend: Words("chạy `hosoctl migrate` hoặc khởi động dịch vụ", "run `hosoctl migrate` or start the service"))
            ]
        }
        return [.good("Lược đồ \(service) của \(role)", "is there")]
    }
}
