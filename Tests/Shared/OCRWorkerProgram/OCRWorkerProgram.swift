import Glibc
import OCR

/// The worker program of the OCR tests: what a service's executable does when it is run as `worker`.
@main struct OCRWorkerProgram {
    static func main() {
        exit(RecognitionWorker.run(arguments: Array(CommandLine.arguments.dropFirst(2))))
    }
}
