import HosoProto
import RecordsDomain

extension FilingPlan {
    /// Reads a plan handed in for import.
    ///
    /// - Throws: ``PlacedRefusal`` for the first value that cannot be taken over.
    init(wire message: Hoso_Records_V1_FilingPlan) throws(PlacedRefusal) {
        var headings: [FilingPlanHeading] = []
        for (number, heading) in message.headings.enumerated() {
            var entries: [FilingPlanEntry] = []
            for (index, entry) in heading.entries.enumerated() {
                entries.append(try FilingPlanEntry(wire: entry, place: "plan.headings[\(number)].entries[\(index)]"))
            }
            headings.append(FilingPlanHeading(ordinal: heading.ordinal, title: heading.title, entries: entries))
        }
        do throws(RecordsRefusal) {
            try self.init(agencyCode: message.agencyCode, year: Int(message.year), headings: headings)
        } catch {
            throw PlacedRefusal(refusal: error, place: Self.place(of: error, in: message))
        }
    }

    private static func place(of refusal: RecordsRefusal, in message: Hoso_Records_V1_FilingPlan) -> String {
        switch refusal {
        case .badYear: return "plan.year"
        case .missing("agencyCode"): return "plan.agency_code"
        case .notationTwice(let notation):
            // The second of the two is the one too many.
            for (number, heading) in message.headings.enumerated().reversed() {
                guard let index = heading.entries.lastIndex(where: { $0.notation == notation }) else { continue }
                return "plan.headings[\(number)].entries[\(index)].notation"
            }
            return "plan.headings"
        default: return "plan.headings"
        }
    }
}

extension FilingPlanEntry {
    fileprivate init(wire entry: Hoso_Records_V1_FilingPlanEntry, place: String) throws(PlacedRefusal) {
        guard let retention = RetentionPeriod(number: Int(entry.retentionYears)) else {
            throw PlacedRefusal(refusal: .badRetention(Int(entry.retentionYears)), place: "\(place).retention_years")
        }
        let contract: CompletenessContract
        let rules: [FilingRule]
        do throws(RecordsRefusal) {
            rules = try ContractWire.rules(entry.rules)
        } catch {
            throw PlacedRefusal(refusal: error, place: "\(place).rules")
        }
        do throws(RecordsRefusal) {
            contract = try ContractWire.contract(entry.contract)
        } catch {
            throw PlacedRefusal(refusal: error, place: "\(place).contract")
        }
        do throws(RecordsRefusal) {
            try self.init(
                notation: entry.notation, title: entry.title, retention: retention, creator: entry.creator, note: entry.note,
                contract: contract, rules: rules)
        } catch {
            let member = if case .missing(let name) = error { name } else { "notation" }
            throw PlacedRefusal(refusal: error, place: "\(place).\(member)")
        }
    }
}
