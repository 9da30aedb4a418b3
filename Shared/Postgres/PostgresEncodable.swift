/// A value that can be sent to PostgreSQL.
///
/// A type that stands for one of the built-in ones encodes that one:
///
/// ```swift
/// extension DossierCode: PostgresEncodable {
///     static var postgresType: PostgresType { .text }
///     func encode(into binds: inout PostgresBinds) throws(PostgresError) { try self.text.encode(into: &binds) }
/// }
/// ```
///
/// An enum with raw values needs no more than the conformance.
public protocol PostgresEncodable: Sendable {
    /// The type announced to the server, also for NULL.
    static var postgresType: PostgresType { get }

    /// Appends exactly one value.
    ///
    /// - Throws: `.encoding` when PostgreSQL cannot hold the value.
    func encode(into binds: inout PostgresBinds) throws(PostgresError)
}

extension PostgresEncodable where Self: RawRepresentable, RawValue: PostgresEncodable {
    /// The type of the raw value.
    public static var postgresType: PostgresType { RawValue.postgresType }

    /// Encodes the raw value.
    public func encode(into binds: inout PostgresBinds) throws(PostgresError) {
        try self.rawValue.encode(into: &binds)
    }
}
