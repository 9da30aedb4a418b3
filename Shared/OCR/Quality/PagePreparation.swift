import CTesseract

/// Makes the picture that is recognised: grey, even background, straight, and smoothed when it is noisy.
struct PagePreparation {
    /// Grey picture with an even background. Ownership goes to the caller.
    static func evenGrey(_ page: borrowing Pixels) -> Pixels? {
        guard let grey = Pixels(pixConvertTo8(page.pointer, 0)) else { return nil }
        if let even = Pixels(pixBackgroundNormSimple(grey.pointer, nil, nil)) { return even }
        return grey
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
        return result
    }
}
