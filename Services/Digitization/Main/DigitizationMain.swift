@main struct DigitizationMain { static func main() {} }
