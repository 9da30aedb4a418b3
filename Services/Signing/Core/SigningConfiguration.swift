import Foundation
import PDF
import PKI
import SigningDomain
public import ServiceKit

/// What the signing service is told besides what every service is told.
public struct SigningConfiguration: Sendable {
    /// The settings to hand to ``ServiceHost``.
    public static let settings: [any AnySetting] = [
        Self.anchorsFile, Self.intermediatesFile, Self.requestLifetime, Self.documentLimit, Self.fontFile,
        Self.profilesFile,
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
            profiles: try profiles.isEmpty ? SignatureProfileFile.builtIn() : SignatureProfileFile.read(path: profiles))
    }

    init(trust: TrustStore, requestLifetime: Duration, documentLimitBytes: Int64, font: TrueTypeFont, profiles: SignatureProfiles) {
        self.trust = trust
        self.requestLifetime = requestLifetime
        self.documentLimitBytes = documentLimitBytes
        self.font = font
        self.profiles = profiles
    }

    private static func certificates(in path: String) throws -> [PKI.Certificate] {
        try PKI.Certificate.reading(pem: String(contentsOfFile: path, encoding: .utf8))
    }
}
