import CTesseract

/// Makes the picture that is recognised: grey, even background, straight, and smoothed when it is noisy.
struct PagePreparation {
    /// Grey levels that become black and white before recognition, found on the sample set.
    private static let (print, paper): (Int32, Int32) = (30, 220)

    /// The page in grey, turned clockwise by quarters. Ownership goes to the caller.
    ///
    /// - Parameter degrees: 0, 90, 180 or 270.
    static func grey(_ page: borrowing Pixels, turned degrees: Int) -> Pixels? {
        guard let grey = Pixels(pixConvertTo8(page.pointer, 0)) else { return nil }
        return self.turned(grey, by: degrees)
    }

    /// A picture turned clockwise by quarters.
    static func turned(_ picture: borrowing Pixels, by degrees: Int) -> Pixels? {
        Pixels(pixRotateOrth(picture.pointer, Int32(degrees / 90 % 4)))
    }

    /// A grey picture with an even background. Ownership goes to the caller.
    static func even(_ grey: borrowing Pixels) -> Pixels? {
        if let even = Pixels(pixBackgroundNormSimple(grey.pointer, nil, nil)) { return even }
        return Pixels(pixClone(grey.pointer))
    }

    /// Straightens a grey picture by the measured skew and smooths it when its noise is above the limit.
    static func recognisable(
        _ grey: consuming Pixels, measures: PageMeasures, thresholds: QualityThresholds
    ) -> Pixels {
        var result = grey
        if abs(measures.skewDegrees) > 0.2 {
            // leptonica turns clockwise by a positive angle; a page that leans counter-clockwise needs just that.
            let radians = Float(measures.skewDegrees * .pi / 180)
            if let straight = Pixels(pixRotate(result.pointer, radians, Int32(L_ROTATE_AREA_MAP), Int32(L_BRING_IN_WHITE), 0, 0)) {
                result = straight
            }
        }
        if measures.noise > thresholds.medianFilterNoise, let smooth = Pixels(pixMedianFilter(result.pointer, 3, 3)) {
            result = smooth
        }
        // Weak print becomes dark without the grey of its edges getting lost; the even paper, 200, stays below white.
        if let clear = Pixels(pixGammaTRC(nil, result.pointer, 1, self.print, self.paper)) { result = clear }
        return result
    }
}
