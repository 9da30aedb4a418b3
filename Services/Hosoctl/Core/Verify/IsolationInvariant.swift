import Postgres

/// I9: no service's role reaches another service's schema, and none has rights over the cluster.
///
/// Isolation between agencies by row is not part of this slice: requests carry no signed-in person yet.
struct IsolationInvariant: Invariant {
    let id = "I9"
    let title = Words("Mỗi dịch vụ chỉ tới được dữ liệu của mình", "each service reaches its own data only")
    let unit = Words("cặp vai trò và lược đồ", "pairs of role and schema")

    func examine(_ context: VerifyContext) async throws -> InvariantFindings {
        var findings = InvariantFindings()
        for service in context.schemas.present {
            try await Self.powers(of: context.schemas.role(of: service), context, &findings)
            for other in context.schemas.present where other != service {
                findings.examined += 1
                try await Self.reach(context.schemas.role(of: service), context.schemas[other], context, &findings)
            }
        }
        return findings
    }

    /// A role that does not exist reaches nothing.
    private static func reach(
        _ role: String, _ schema: String, _ context: VerifyContext, _ findings: inout InvariantFindings
    ) async throws {
        let rows = try await context.database.query(
            """
            SELECT 'schema'
            FROM pg_roles JOIN pg_namespace ON nspname = \(schema)
            WHERE rolname = \(role) AND has_schema_privilege(pg_roles.oid, pg_namespace.oid, 'USAGE')
            UNION ALL
            SELECT relname::text
            FROM pg_roles CROSS JOIN pg_class JOIN pg_namespace ON pg_namespace.oid = relnamespace AND nspname = \(schema)
            WHERE rolname = \(role) AND relkind IN ('r', 'p', 'v', 'm')
                AND has_table_privilege(pg_roles.oid, pg_class.oid, 'SELECT, INSERT, UPDATE, DELETE, TRUNCATE')
            ORDER BY 1
            """)
        for row in rows {
            let what = try row.decode(String.self)
            findings.add("\(role)", "tới được \(schema) (\(what)) của dịch vụ khác", "reaches \(schema) (\(what)) of another service")
        }
    }

    private static func powers(
        of role: String, _ context: VerifyContext, _ findings: inout InvariantFindings
    ) async throws {
        let rows = try await context.database.query(
            """
            SELECT concat_ws(', ', CASE WHEN rolsuper THEN 'SUPERUSER' END, CASE WHEN rolbypassrls THEN 'BYPASSRLS' END,
                CASE WHEN rolcreaterole THEN 'CREATEROLE' END, CASE WHEN rolcreatedb THEN 'CREATEDB' END,
                CASE WHEN rolreplication THEN 'REPLICATION' END)
            FROM pg_roles
            WHERE rolname = \(role) AND (rolsuper OR rolbypassrls OR rolcreaterole OR rolcreatedb OR rolreplication)
            """)
        for row in rows {
            let powers = try row.decode(String.self)
            findings.add(role, "có quyền thừa: \(powers)", "has more rights than it needs: \(powers)")
        }
    }
}
