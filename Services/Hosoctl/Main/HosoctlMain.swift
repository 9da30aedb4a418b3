@main struct HosoctlMain { static func main() {} }
