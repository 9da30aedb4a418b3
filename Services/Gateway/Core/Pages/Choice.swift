/// One entry of a list to choose from.
struct Choice: Sendable {
    let value: String
    let label: String
    let isChosen: Bool
}
