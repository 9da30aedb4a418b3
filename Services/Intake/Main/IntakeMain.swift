@main struct IntakeMain { static func main() {} }
