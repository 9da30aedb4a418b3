import Foundation

/// Prints each figure beside its peer and their ratio.
struct Table {
    static func head() {
        print("| Figure | hoso | peer | ratio | aim |")
        print("|---|---:|---:|---:|---|")
    }

    static func row(_ name: String, _ own: Double, _ ownUnit: String, _ peer: Double, ratio: Double, aim: String = "–") {
        print("| \(name) | \(Self.number(own)) \(ownUnit) | \(Self.number(peer)) \(ownUnit) | \(Self.number(ratio)) | \(aim) |")
        fflush(nil)
    }

    /// A row measured in alternating rounds: medians, the median ratio and in brackets its spread.
    static func row(_ name: String, _ rounds: Rounds, unit: String, aim: String = "–") {
        let spread = "\(Self.number(rounds.spread.lowerBound))–\(Self.number(rounds.spread.upperBound))"
        print(
            "| \(name) | \(Self.number(rounds.own)) \(unit) | \(Self.number(rounds.peer)) \(unit) "
                + "| \(Self.number(rounds.ratio)) (\(spread)) | \(aim) |")
        // A run takes minutes: each figure is to be seen when it is there.
        fflush(nil)
    }

    private static func number(_ value: Double) -> String {
        if value >= 100 { return String(Int(value.rounded())) }
        let hundredths = Int((value * 100).rounded())
        let tail = String(hundredths % 100)
        return "\(hundredths / 100)." + (tail.count == 1 ? "0" : "") + tail
    }
}
