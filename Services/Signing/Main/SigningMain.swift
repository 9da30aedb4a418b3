@main struct SigningMain { static func main() {} }
