import CPKCS11

extension PKCS11Library {
    /// Room for one attribute. Vendor modules misreport sizes, so they are not asked for them.
    private static let attributeBytes = 16_384

    /// Objects of a class that fit a name.
    func objects(
        _ kind: CK_OBJECT_CLASS, named key: PKCS11Key, in session: CK_SESSION_HANDLE, limit: Int
    ) throws(PKCS11Status) -> [CK_OBJECT_HANDLE] {
        var kind = kind
        var id = key.id ?? []
        var label = Array((key.label ?? "").utf8)
        var found = [CK_OBJECT_HANDLE](repeating: 0, count: limit)
        var count: CK_ULONG = 0
        let begun = withUnsafeMutableBytes(of: &kind) { kindBytes in
            id.withUnsafeMutableBytes { idBytes in
                label.withUnsafeMutableBytes { labelBytes in
                    var template = [Self.attribute(CKA_CLASS, kindBytes)]
                    if key.id != nil { template.append(Self.attribute(CKA_ID, idBytes)) }
                    if key.label != nil { template.append(Self.attribute(CKA_LABEL, labelBytes)) }
                    let members = CK_ULONG(template.count)
                    return Result { () throws(PKCS11Status) in
                        try self.call("C_FindObjectsInit") { $0.C_FindObjectsInit?(session, &template, members) }
                    }
                }
            }
        }
        try begun.get()
        let search = Result { () throws(PKCS11Status) in
            try self.call("C_FindObjects") { $0.C_FindObjects?(session, &found, CK_ULONG(limit), &count) }
        }
        // Ended in any case, or the session could not search again.
        try self.call("C_FindObjectsFinal") { $0.C_FindObjectsFinal?(session) }
        try search.get()
        return Array(found.prefix(Int(min(count, CK_ULONG(limit)))))
    }

    /// The value of one attribute; `nil` when the object has none or does not show it.
    func attribute(
        _ type: CK_ATTRIBUTE_TYPE, of object: CK_OBJECT_HANDLE, in session: CK_SESSION_HANDLE
    ) throws(PKCS11Status) -> [UInt8]? {
        var buffer = [UInt8](repeating: 0, count: Self.attributeBytes)
        let read = buffer.withUnsafeMutableBytes { bytes in
            Result { () throws(PKCS11Status) -> CK_ULONG in
                var attribute = Self.attribute(type, bytes)
                try self.call("C_GetAttributeValue") { $0.C_GetAttributeValue?(session, object, &attribute, 1) }
                return attribute.ulValueLen
            }
        }
        let length: CK_ULONG
        switch read {
        case .success(let value): length = value
        case .failure(let status):
            guard status.code == CKR_ATTRIBUTE_TYPE_INVALID || status.code == CKR_ATTRIBUTE_SENSITIVE else { throw status }
            return nil
        }
        guard length <= CK_ULONG(Self.attributeBytes) else { return nil }
        return Array(buffer[..<Int(length)])
    }

    private static func attribute(_ type: CK_ATTRIBUTE_TYPE, _ bytes: UnsafeMutableRawBufferPointer) -> CK_ATTRIBUTE {
        CK_ATTRIBUTE(type: type, pValue: bytes.baseAddress, ulValueLen: CK_ULONG(bytes.count))
    }
}
