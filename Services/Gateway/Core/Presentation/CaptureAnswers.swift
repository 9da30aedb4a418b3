import HosoProto

/// Answer of the calls that return one capture.
struct CaptureAnswer: Encodable {
    let capture: CaptureBody

    init(_ wire: Hoso_Digitization_V1_Capture) { self.capture = CaptureBody(wire) }
}

/// Captures of an agency.
struct CapturesBody: Encodable {
    let captures: [CaptureBody]
}

/// A capture that became a paper.
struct BoundCaptureAnswer: Encodable {
    let capture: CaptureBody
    let paper: PaperBody
}
