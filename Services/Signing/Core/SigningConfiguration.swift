import Clocks
import Foundation
import PAdES
import PDF
import PKI
import SigningDomain
public import ServiceKit

/// What the signing service is told besides what every service is told.
public struct SigningConfiguration: Sendable {
    /// The settings to hand to ``ServiceHost``.
    public static let settings: [any AnySetting] = [
        Self.anchorsFile, Self.intermediatesFile, Self.requestLifetime, Self.documentLimit, Self.fontFile,
        Self.profilesFile, Self.timestampAuthorities, Self.responders, Self.authorityTimeout, Self.patience, Self.revocationDemand,
        Self.templatesFile, Self.fontsDirectory, Self.deadlinePauseSetting, Self.remindBeforeSetting, Self.escalateAfterSetting,
        Self.upkeepPause, Self.inventoryInterval, Self.renewalMargin, Self.algorithmLimits,
    ]

    static let anchorsFile = Setting<String>.text(
        "signing.trust.anchors", purpose: "PEM file with the certificates of the authorities that are trusted.")
    static let intermediatesFile = Setting<String>(
        key: "signing.trust.intermediates", expected: "the path of a PEM file, or nothing", defaultText: "",
        purpose: "PEM file with certificates between signers and anchors that files may forget to bring."
    ) { $0 }
    static let requestLifetime = Setting<Duration>.seconds(
        "signing.request.lifetime.seconds", in: 30...86_400, default: 900,
        purpose: "How long a prepared signature may wait for its value.")
    static let documentLimit = Setting<Int>.integer(
        "signing.document.limit.bytes", in: 1_024...536_870_912, default: 104_857_600, purpose: "Largest file that is signed or judged.")
    static let fontFile = Setting<String>.text(
        "signing.font", default: "/usr/share/fonts/truetype/liberation2/LiberationSans-Regular.ttf",
        purpose: "TrueType font with all Vietnamese letters for the visible signature.")

    static let profilesFile = Setting<String>(
        key: "signing.profiles", expected: "the path of a JSON file, or nothing", defaultText: "",
        purpose: "Signature profiles (R33); nothing takes those that come with the service."
    ) { $0 }

    static let templatesFile = Setting<String>(
        key: "signing.templates", expected: "the path of a JSON file, or nothing", defaultText: "",
        purpose: "Templates of the 29 types of document; nothing takes those that come with the service."
    ) { $0 }
    static let fontsDirectory = Setting<String>.text(
        "signing.document.fonts", default: TrueTypeFont.liberationDirectory,
        purpose: "Folder with LiberationSerif-Regular, -Bold, -Italic and -BoldItalic.ttf, in which documents are set.")

    static let deadlinePauseSetting = Setting<Duration>.seconds(
        "signing.deadline.pause.seconds", in: 1...3_600, default: 30, purpose: "How often deadlines of documents are looked at.")
    static let remindBeforeSetting = Setting<Duration>.seconds(
        "signing.deadline.remind.seconds", in: 60...2_592_000, default: 86_400,
        purpose: "How long before a deadline it is told; never more than half of the time there was.")
    static let escalateAfterSetting = Setting<Duration>.seconds(
        "signing.deadline.escalate.seconds", in: 0...2_592_000, default: 86_400,
        purpose: "How long after a deadline those who oversee the work are told.")

    static let timestampAuthorities = Setting<[TimestampAuthority]>(
        key: "signing.timestamp.authorities", expected: "name=http://…, several with commas, or nothing", defaultText: "",
        purpose: "Timestamp authorities (RFC 3161) in the order in which they are asked; without one signatures stay B-B.",
        parse: TimestampAuthority.list)
    static let responders = Setting<[TimestampAuthority]>(
        key: "signing.revocation.responders", expected: "http://…, several with commas, or nothing", defaultText: "",
        purpose: "OCSP responders to ask after those a certificate names.", parse: TimestampAuthority.list)
    static let authorityTimeout = Setting<Duration>.seconds(
        "signing.authority.timeout.seconds", in: 0.1...60, default: 4, purpose: "How long one question to an authority may take.")
    static let patience = Setting<Duration>.seconds(
        "signing.level.patience.seconds", in: 0.1...50, default: 12,
        purpose: "How long an officer is kept waiting for authorities; what is missing then is mended later.")
    static let revocationDemand = Setting<String>.choice(
        "signing.revocation.demand", of: ValidationPolicy.RevocationDemand.allCases.map(\.rawValue), default: "recorded",
        purpose: "Whether a missing answer about revocation leaves a verdict open (required) or is only recorded.")
    static let algorithmLimits = Setting<String>.choice(
        "signing.algorithm.limits", of: AlgorithmLimits.Table.allCases.map(\.rawValue), default: AlgorithmLimits.Table.nist.rawValue,
        purpose: "Until when algorithms count: nist, or etsi, which ends RSA below 3,000 bits with 2028.")
    static let upkeepPause = Setting<Duration>.seconds(
        "signing.upkeep.pause.seconds", in: 0.05...3_600, default: 10, purpose: "How often the worker looks for something to mend.")
    static let inventoryInterval = Setting<Duration>.seconds(
        "signing.inventory.interval.seconds", in: 60...604_800, default: 21_600,
        purpose: "How often the authorities are asked about each certificate of the inventory.")
    static let renewalMargin = Setting<Int>.integer(
        "signing.renewal.margin.days", in: 1...3_650, default: 180,
        purpose: "How long before its end an archival timestamp is renewed.")

    /// Whom to trust.
    let trust: TrustStore
    /// How long a prepared signature may wait for its value.
    let requestLifetime: Duration
    /// Largest file that is signed or judged. Unit: bytes.
    let documentLimitBytes: Int64
    /// The font of the visible signature.
    let font: TrueTypeFont
    /// What is signed in which way.
    let profiles: SignatureProfiles
    /// What documents of each type look like.
    let templates: DocumentTemplates
    /// The fonts documents are set in; they have the widths of Times New Roman.
    let documentFonts: SlipFonts
    /// What is demanded of signatures.
    var policy = ValidationPolicy(revocation: .recorded)
    /// How often deadlines are looked at.
    var deadlinePause = Duration.seconds(30)
    /// How long before a deadline it is told.
    var remindBefore = Duration.seconds(86_400)
    /// How long after it those who oversee are told.
    var escalateAfter = Duration.seconds(86_400)
    /// How often the worker looks for something to mend.
    var upkeepPause = Duration.seconds(10)
    /// How often the authorities are asked about each certificate.
    var inventoryInterval = Duration.seconds(21_600)
    /// How long before its end an archival timestamp is renewed.
    var renewalMargin = Duration.seconds(180 * 86_400)

    /// Reads the settings and the files they name.
    ///
    /// - Throws: ``ConfigurationError``, ``PKIError``, ``PDFError`` or ``SignatureProfileFault`` when a file cannot be used.
    init(_ configuration: HostConfiguration) throws {
        let intermediates = try configuration.value(of: Self.intermediatesFile)
        let profiles = try configuration.value(of: Self.profilesFile)
        self.init(
            trust: TrustStore(
                anchors: try Self.certificates(in: configuration.value(of: Self.anchorsFile)),
                intermediates: intermediates.isEmpty ? [] : try Self.certificates(in: intermediates)),
            requestLifetime: try configuration.value(of: Self.requestLifetime),
            documentLimitBytes: Int64(try configuration.value(of: Self.documentLimit)),
            font: try TrueTypeFont(contentsOf: configuration.value(of: Self.fontFile)),
            profiles: try profiles.isEmpty ? SignatureProfileFile.builtIn() : SignatureProfileFile.read(path: profiles),
            templates: try DocumentTemplateFile.read(path: configuration.value(of: Self.templatesFile)),
            documentFonts: try SlipFonts.liberationSerif(directory: configuration.value(of: Self.fontsDirectory)))
        let demand = try configuration.value(of: Self.revocationDemand)
        let limits = AlgorithmLimits.Table(rawValue: try configuration.value(of: Self.algorithmLimits)) ?? .nist
        self.policy = ValidationPolicy(
            revocation: ValidationPolicy.RevocationDemand(rawValue: demand) ?? .recorded, algorithms: limits.limits)
        self.deadlinePause = try configuration.value(of: Self.deadlinePauseSetting)
        self.remindBefore = try configuration.value(of: Self.remindBeforeSetting)
        self.escalateAfter = try configuration.value(of: Self.escalateAfterSetting)
        self.upkeepPause = try configuration.value(of: Self.upkeepPause)
        self.inventoryInterval = try configuration.value(of: Self.inventoryInterval)
        self.renewalMargin = .seconds(86_400) * (try configuration.value(of: Self.renewalMargin))
    }

    /// The clients of the authorities outside, as configured.
    static func services(
        _ configuration: HostConfiguration, trust: TrustStore, clock: any UTCClock, identifiers: any IdentifierSource
    ) throws -> TrustServices {
        TrustServices(
            authorities: try configuration.value(of: Self.timestampAuthorities),
            responders: try configuration.value(of: Self.responders).map(\.url), trust: trust,
            caller: ServiceCaller(timeout: try configuration.value(of: Self.authorityTimeout)),
            patience: try configuration.value(of: Self.patience), clock: clock, identifiers: identifiers)
    }

    init(
        trust: TrustStore, requestLifetime: Duration, documentLimitBytes: Int64, font: TrueTypeFont, profiles: SignatureProfiles,
        templates: DocumentTemplates, documentFonts: SlipFonts
    ) {
        self.trust = trust
        self.requestLifetime = requestLifetime
        self.documentLimitBytes = documentLimitBytes
        self.font = font
        self.profiles = profiles
        self.templates = templates
        self.documentFonts = documentFonts
    }

    private static func certificates(in path: String) throws -> [PKI.Certificate] {
        try PKI.Certificate.reading(pem: String(contentsOfFile: path, encoding: .utf8))
    }
}
