/// Who and what the demonstration plays with: the sample province and the sample scans.
struct DemoCast: Sendable {
    /// One paper of the play.
    struct Scan: Sendable {
        let file: String
        let mediaType: String
    }

    /// Commune where the dossier is received and decided.
    let agency = "H99.21"
    /// Officer at the one-stop desk.
    let desk = "HS0031"
    /// Officer of the section that works on it.
    let section = "HS0032"
    /// Cấp bản sao trích lục khai sinh.
    let procedure = "9.000201"
    let owner = Gateway.Owner(id: "097324861809", name: "Trần Thùy Mẫn")
    /// The component that is digitized, and the result.
    let component = "TP02"
    let result = "KQ01"
    let paperType = "birth"
    let componentTitle = "Giấy khai sinh đã cấp"
    let resultTitle = "Trích lục khai sinh (bản sao)"
    /// A scan that the quality gate must refuse, and the good ones.
    let blurredScan = Scan(file: "d05-blurred.jpg", mediaType: "image/jpeg")
    let componentScan = Scan(file: "06-birth.jpg", mediaType: "image/jpeg")
    let resultScan = Scan(file: "06-birth.jpg", mediaType: "image/jpeg")
    /// Words to search for, as printed and as typed in a hurry.
    let searchWords = ("Trích lục khai sinh", "trich luc khai sinh")
}
