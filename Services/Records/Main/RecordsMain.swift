@main struct RecordsMain { static func main() {} }
