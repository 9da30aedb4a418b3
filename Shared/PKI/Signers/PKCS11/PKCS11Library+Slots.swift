import CPKCS11

extension PKCS11Library {
    /// Slots that are read at most; no reader has more.
    private static let slotLimit = 256

    /// The slot of a token that is in the machine now.
    ///
    /// The first call without a buffer makes modules look for readers that came or went (PKCS#11 2.40, C_GetSlotList).
    func slot(of token: PKCS11TokenName) throws(PKCS11Status) -> CK_SLOT_ID? {
        var count: CK_ULONG = 0
        try self.call("C_GetSlotList") { $0.C_GetSlotList?(1, nil, &count) }
        var slots = [CK_SLOT_ID](repeating: 0, count: Self.slotLimit)
        count = CK_ULONG(Self.slotLimit)
        try self.call("C_GetSlotList") { $0.C_GetSlotList?(1, &slots, &count) }
        for slot in slots.prefix(Int(min(count, CK_ULONG(Self.slotLimit)))) {
            guard let info = self.tokenInfo(slot), info.flags & CKF_TOKEN_INITIALIZED != 0 else { continue }
            switch token {
            case .label(let label) where Self.text(info.label) == label: return slot
            case .serialNumber(let number) where Self.text(info.serialNumber) == number: return slot
            default: continue
            }
        }
        return nil
    }

    /// What a token says of itself; `nil` when it was taken out meanwhile.
    func tokenInfo(_ slot: CK_SLOT_ID) -> CK_TOKEN_INFO? {
        var info = CK_TOKEN_INFO()
        do {
            try self.call("C_GetTokenInfo") { $0.C_GetTokenInfo?(slot, &info) }
            return info
        } catch {
            return nil
        }
    }

    /// The mechanisms a token has.
    func mechanisms(_ slot: CK_SLOT_ID) throws(PKCS11Status) -> Set<CK_MECHANISM_TYPE> {
        var types = [CK_MECHANISM_TYPE](repeating: 0, count: 1_024)
        var count = CK_ULONG(types.count)
        try self.call("C_GetMechanismList") { $0.C_GetMechanismList?(slot, &types, &count) }
        return Set(types.prefix(Int(min(count, CK_ULONG(types.count)))))
    }

    /// The text of a field of fixed length, padded with blanks.
    private static func text<Field>(_ field: Field) -> String {
        withUnsafeBytes(of: field) { bytes in
            let end = bytes.lastIndex { $0 != 0x20 && $0 != 0 }.map { $0 + 1 } ?? 0
            return String(decoding: bytes[..<end], as: UTF8.self)
        }
    }
}
