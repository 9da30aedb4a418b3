import PKI

extension TimestampAuthority {
    /// Reads `name=http://…,http://…`: authorities in the order in which they are asked; without a name the address is one.
    ///
    /// - Returns: `nil` when an entry is no `http` or `https` address.
    static func list(_ text: String) -> [TimestampAuthority]? {
        var authorities: [TimestampAuthority] = []
        for entry in text.split(separator: ",", omittingEmptySubsequences: true) {
            let trimmed = entry.trimmingSpaces
            guard let scheme = trimmed.range(ofFirst: "://") else { return nil }
            // An address may hold an equals sign itself; a name stands before the scheme.
            let head = trimmed[..<scheme.lowerBound]
            let mark = head.firstIndex(of: "=")
            let url = mark.map { trimmed[trimmed.index(after: $0)...] } ?? trimmed
            let name = mark.map { trimmed[..<$0] } ?? url
            guard url.hasPrefix("http://") || url.hasPrefix("https://"), url.count > 8, !name.isEmpty else { return nil }
            authorities.append(TimestampAuthority(name: String(name), url: String(url)))
        }
        return authorities
    }
}

extension Substring {
    fileprivate var trimmingSpaces: Substring {
        var rest = self
        while rest.first == " " { rest.removeFirst() }
        while rest.last == " " { rest.removeLast() }
        return rest
    }

    fileprivate func range(ofFirst mark: String) -> Range<Index>? {
        var start = self.startIndex
        while start < self.endIndex {
            if self[start...].hasPrefix(mark) { return start..<self.index(start, offsetBy: mark.count) }
            start = self.index(after: start)
        }
        return nil
    }
}
