import X509

extension KeyUsages {
    /// Takes the bits over from the extension.
    init(_ usage: KeyUsage) {
        var set: KeyUsages = []
        if usage.digitalSignature { set.insert(.digitalSignature) }
        if usage.nonRepudiation { set.insert(.nonRepudiation) }
        if usage.keyEncipherment { set.insert(.keyEncipherment) }
        if usage.keyCertSign { set.insert(.certificateSigning) }
        if usage.cRLSign { set.insert(.revocationListSigning) }
        self = set
    }
}
