/// The number under which PostgreSQL knows a data type (its OID in `pg_type`).
public struct PostgresType: Hashable, Sendable, RawRepresentable {
    /// The OID.
    public let rawValue: UInt32

    /// Creates a type from its OID.
    public init(rawValue: UInt32) {
        self.rawValue = rawValue
    }

    /// `bool`.
    public static let bool = Self(rawValue: 16)
    /// `bytea`.
    public static let bytea = Self(rawValue: 17)
    /// `"char"`, the one-byte type of the system catalogues.
    public static let char = Self(rawValue: 18)
    /// `name`, the type of identifiers in the system catalogues.
    public static let name = Self(rawValue: 19)
    /// `int8`, also called `bigint`.
    public static let int8 = Self(rawValue: 20)
    /// `int2`, also called `smallint`.
    public static let int2 = Self(rawValue: 21)
    /// `int4`, also called `integer`.
    public static let int4 = Self(rawValue: 23)
    /// `text`.
    public static let text = Self(rawValue: 25)
    /// `oid`.
    public static let oid = Self(rawValue: 26)
    /// `json`.
    public static let json = Self(rawValue: 114)
    /// `xml`.
    public static let xml = Self(rawValue: 142)
    /// `float4`, also called `real`.
    public static let float4 = Self(rawValue: 700)
    /// `float8`, also called `double precision`.
    public static let float8 = Self(rawValue: 701)
    /// A literal whose type was not resolved.
    public static let unknown = Self(rawValue: 705)
    /// `bpchar`, also called `char(n)`.
    public static let bpchar = Self(rawValue: 1042)
    /// `varchar`.
    public static let varchar = Self(rawValue: 1043)
    /// `date`.
    public static let date = Self(rawValue: 1082)
    /// `timestamptz`.
    public static let timestamptz = Self(rawValue: 1184)
    /// `numeric`.
    public static let numeric = Self(rawValue: 1700)
    /// `void`, what a function without a result gives.
    public static let void = Self(rawValue: 2278)
    /// `uuid`.
    public static let uuid = Self(rawValue: 2950)
    /// `jsonb`.
    public static let jsonb = Self(rawValue: 3802)
    /// `xid8`, a transaction number that never wraps.
    public static let xid8 = Self(rawValue: 5069)

    /// `bool[]`.
    public static let boolArray = Self(rawValue: 1000)
    /// `bytea[]`.
    public static let byteaArray = Self(rawValue: 1001)
    /// `int2[]`.
    public static let int2Array = Self(rawValue: 1005)
    /// `int4[]`.
    public static let int4Array = Self(rawValue: 1007)
    /// `text[]`.
    public static let textArray = Self(rawValue: 1009)
    /// `int8[]`.
    public static let int8Array = Self(rawValue: 1016)
    /// `float8[]`.
    public static let float8Array = Self(rawValue: 1022)
    /// `date[]`.
    public static let dateArray = Self(rawValue: 1182)
    /// `timestamptz[]`.
    public static let timestamptzArray = Self(rawValue: 1185)
    /// `uuid[]`.
    public static let uuidArray = Self(rawValue: 2951)
    /// `jsonb[]`.
    public static let jsonbArray = Self(rawValue: 3807)
}

extension PostgresType {
    /// Whether this is an array that can be read here.
    var isArray: Bool { self.description.hasSuffix("[]") || self.rawValue >= 16_384 || Self.textArrays.contains(self) }

    /// `varchar[]`, `bpchar[]`, `name[]`, `oid[]`, `numeric[]`, `float4[]`, `json[]`.
    private static let textArrays: Set<Self> = Set([1015, 1014, 1003, 1028, 1231, 1021, 199].map(Self.init(rawValue:)))
}

extension PostgresType: CustomStringConvertible {
    /// The name of the type where it is known here, else its number.
    public var description: String {
        Self.names[self] ?? "type with OID \(self.rawValue)"
    }

    private static let names: [Self: String] = [
        .bool: "bool", .bytea: "bytea", .char: "\"char\"", .name: "name", .int8: "int8", .int2: "int2", .int4: "int4",
        .text: "text", .oid: "oid", .json: "json", .xml: "xml", .float4: "float4", .float8: "float8",
        .unknown: "unknown", .bpchar: "bpchar", .varchar: "varchar", .date: "date", .timestamptz: "timestamptz",
        .numeric: "numeric", .void: "void", .uuid: "uuid", .jsonb: "jsonb", .xid8: "xid8",
        .boolArray: "bool[]", .byteaArray: "bytea[]", .int2Array: "int2[]", .int4Array: "int4[]",
        .textArray: "text[]", .int8Array: "int8[]", .float8Array: "float8[]", .dateArray: "date[]",
        .timestamptzArray: "timestamptz[]", .uuidArray: "uuid[]", .jsonbArray: "jsonb[]",
    ]
}
