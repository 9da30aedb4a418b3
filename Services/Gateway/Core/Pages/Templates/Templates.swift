/// The templates of the pages, by name.
enum Templates {
    static let all: [(name: String, text: String)] = [
        ("head", LayoutTemplates.head), ("foot", LayoutTemplates.foot), ("home", HomeTemplate.text),
        ("dossier", DossierTemplate.text), ("report", ReportTemplate.text), ("evidence", EvidenceTemplate.text),
        ("problem", ProblemTemplate.text), ("signatures", SignaturesTemplate.text), ("backlog", BacklogTemplate.text),
        ("owner", OwnerTemplate.text), ("paper", PaperTemplate.text),
    ]
}
