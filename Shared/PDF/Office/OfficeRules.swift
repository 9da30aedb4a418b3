/// Measures of the layout of administrative documents, as data.
///
/// The defaults are within what Decree 30/2020, appendix I part I, allows; ``faults`` names what is not.
public struct OfficeRules: Hashable, Codable, Sendable {
    /// A measure with the bounds that the decree gives it.
    public struct Bound: Hashable, Sendable {
        /// Name of the measure.
        public let name: String
        /// The value.
        public let value: Double
        /// Least and greatest.
        public let allowed: ClosedRange<Double>
    }

    /// Margins. Unit: millimetres.
    public var topMillimetres: Double
    /// Unit: millimetres.
    public var bottomMillimetres: Double
    /// Unit: millimetres.
    public var leftMillimetres: Double
    /// Unit: millimetres.
    public var rightMillimetres: Double
    /// Size of the name of the state. Unit: points, as all sizes.
    public var stateSize: Double
    /// Size of the motto.
    public var mottoSize: Double
    /// Size of the agencies' names.
    public var agencySize: Double
    /// Size of number and notation.
    public var numberSize: Double
    /// Size of place and date.
    public var dateSize: Double
    /// Size of the name of the type.
    public var titleSize: Double
    /// Size of the summary below the name of the type.
    public var subjectSize: Double
    /// Size of the summary of an official letter, below its number.
    public var letterSubjectSize: Double
    /// Size of the text.
    public var bodySize: Double
    /// Where the first line of a paragraph begins. Unit: millimetres.
    public var indentMillimetres: Double
    /// Room between paragraphs. Unit: points.
    public var paragraphSpacing: Double
    /// Size of the words «Nơi nhận».
    public var recipientsTitleSize: Double
    /// Size of the recipients.
    public var recipientsSize: Double
    /// Size of page numbers.
    public var pageNumberSize: Double

    /// The measures that come with the suite.
    public static let decree = OfficeRules(
        topMillimetres: 20, bottomMillimetres: 20, leftMillimetres: 30, rightMillimetres: 15, stateSize: 12, mottoSize: 13,
        agencySize: 12, numberSize: 13, dateSize: 13, titleSize: 14, subjectSize: 14, letterSubjectSize: 12, bodySize: 14,
        indentMillimetres: 12.7, paragraphSpacing: 6, recipientsTitleSize: 12, recipientsSize: 11, pageNumberSize: 13)

    /// Every measure with its bounds.
    ///
    /// Source: Decree 30/2020, appendix I, part I, sections I and II.
    public var bounds: [Bound] {
        [
            Bound(name: "topMillimetres", value: self.topMillimetres, allowed: 20...25),
            Bound(name: "bottomMillimetres", value: self.bottomMillimetres, allowed: 20...25),
            Bound(name: "leftMillimetres", value: self.leftMillimetres, allowed: 30...35),
            Bound(name: "rightMillimetres", value: self.rightMillimetres, allowed: 15...20),
            Bound(name: "stateSize", value: self.stateSize, allowed: 12...13),
            Bound(name: "mottoSize", value: self.mottoSize, allowed: 13...14),
            Bound(name: "agencySize", value: self.agencySize, allowed: 12...13),
            Bound(name: "numberSize", value: self.numberSize, allowed: 13...13),
            Bound(name: "dateSize", value: self.dateSize, allowed: 13...14),
            Bound(name: "titleSize", value: self.titleSize, allowed: 13...14),
            Bound(name: "subjectSize", value: self.subjectSize, allowed: 13...14),
            Bound(name: "letterSubjectSize", value: self.letterSubjectSize, allowed: 12...13),
            Bound(name: "bodySize", value: self.bodySize, allowed: 13...14),
            Bound(name: "indentMillimetres", value: self.indentMillimetres, allowed: 10...12.7),
            Bound(name: "paragraphSpacing", value: self.paragraphSpacing, allowed: 6...20),
            Bound(name: "recipientsTitleSize", value: self.recipientsTitleSize, allowed: 12...12),
            Bound(name: "recipientsSize", value: self.recipientsSize, allowed: 11...11),
            Bound(name: "pageNumberSize", value: self.pageNumberSize, allowed: 13...14),
        ]
    }

    /// The measures outside their bounds.
    public var faults: [Bound] { self.bounds.filter { !$0.allowed.contains($0.value) } }
}
