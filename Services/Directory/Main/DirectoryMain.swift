@main struct DirectoryMain { static func main() {} }
