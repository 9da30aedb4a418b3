internal import Clocks

/// The XMP packet of a PDF/A-2b file.
///
/// Source: ISO 19005-2, 6.6 (metadata and extension schemas).
enum XMPPacket {
    private static let namespace = "urn:hoso:digitization:1#"

    static func bytes(_ metadata: PDFAMetadata) -> [UInt8] {
        let time = metadata.createdAt.vietnamISO8601
        var text = """
            <?xpacket begin="\u{FEFF}" id="W5M0MpCehiHzreSzNTczkc9d"?>
            <x:xmpmeta xmlns:x="adobe:ns:meta/">
            <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
            <rdf:Description rdf:about="" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/">
            <pdfaid:part>2</pdfaid:part><pdfaid:conformance>B</pdfaid:conformance>
            </rdf:Description>
            <rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/">
            <dc:format>application/pdf</dc:format>
            <dc:title><rdf:Alt><rdf:li xml:lang="x-default">\(self.escape(metadata.title))</rdf:li></rdf:Alt></dc:title>

            """
        if let author = metadata.author {
            text += "<dc:creator><rdf:Seq><rdf:li>\(self.escape(author))</rdf:li></rdf:Seq></dc:creator>\n"
        }
        if let subject = metadata.subject {
            text += "<dc:description><rdf:Alt><rdf:li xml:lang=\"x-default\">\(self.escape(subject))</rdf:li></rdf:Alt></dc:description>\n"
        }
        text += """
            </rdf:Description>
            <rdf:Description rdf:about="" xmlns:xmp="http://ns.adobe.com/xap/1.0/">
            <xmp:CreateDate>\(time)</xmp:CreateDate><xmp:ModifyDate>\(time)</xmp:ModifyDate>
            <xmp:CreatorTool>\(self.escape(metadata.creatorTool))</xmp:CreatorTool>
            </rdf:Description>
            <rdf:Description rdf:about="" xmlns:pdf="http://ns.adobe.com/pdf/1.3/">
            <pdf:Producer>\(PDFAMetadata.producer)</pdf:Producer>
            </rdf:Description>

            """
        if !metadata.properties.isEmpty { text += self.extensionSchema(metadata.properties) }
        text += "</rdf:RDF>\n</x:xmpmeta>\n<?xpacket end=\"w\"?>"
        return Array(text.utf8)
    }

    private static func extensionSchema(_ properties: [PDFAMetadata.Property]) -> String {
        let values = properties.map { "<hoso:\($0.name)>\(self.escape($0.value))</hoso:\($0.name)>\n" }.joined()
        let entries = properties.map { property in
            """
            <rdf:li rdf:parseType="Resource"><pdfaProperty:name>\(property.name)</pdfaProperty:name>\
            <pdfaProperty:valueType>Text</pdfaProperty:valueType><pdfaProperty:category>external</pdfaProperty:category>\
            <pdfaProperty:description>\(self.escape(property.meaning))</pdfaProperty:description></rdf:li>

            """
        }.joined()
        return """
            <rdf:Description rdf:about="" xmlns:hoso="\(self.namespace)">
            \(values)</rdf:Description>
            <rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/" \
            xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
            <pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
            <pdfaSchema:schema>Digitization of paper records</pdfaSchema:schema>
            <pdfaSchema:namespaceURI>\(self.namespace)</pdfaSchema:namespaceURI>
            <pdfaSchema:prefix>hoso</pdfaSchema:prefix>
            <pdfaSchema:property><rdf:Seq>
            \(entries)</rdf:Seq></pdfaSchema:property>
            </rdf:li></rdf:Bag></pdfaExtension:schemas>
            </rdf:Description>

            """
    }

    /// Escapes what XML reserves and drops what XML 1.0 cannot hold.
    static func escape(_ text: String) -> String {
        var result = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "\"": result += "&quot;"
            case "\t", "\n", "\r": result.unicodeScalars.append(scalar)
            case "\u{FFFE}", "\u{FFFF}": continue
            default: if scalar.value >= 0x20 { result.unicodeScalars.append(scalar) }
            }
        }
        return result
    }

    static func isName(_ name: String) -> Bool {
        guard let first = name.utf8.first, (0x41...0x5A).contains(first) || (0x61...0x7A).contains(first) else { return false }
        return name.utf8.count <= 64 && name.utf8.allSatisfy { (0x41...0x5A).contains($0) || (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) }
    }
}
