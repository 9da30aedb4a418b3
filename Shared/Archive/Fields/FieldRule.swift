/// What one field of a descriptive file may hold.
public struct FieldRule: Hashable, Sendable {
    /// Whether a value has to be there.
    public enum Demand: Hashable, Sendable {
        /// Without it there is no package.
        case always
        /// The circular wants it; a package without it is still a package, and a reader is told.
        case expected
        /// It may be left out.
        case optional
    }

    /// The field.
    public let field: Field
    /// What a value looks like.
    public let form: FieldForm
    /// Whether it has to be there.
    public let demand: Demand

    init(_ field: Field, _ form: FieldForm, _ demand: Demand = .optional) {
        self.field = field
        self.form = form
        self.demand = demand
    }
}
