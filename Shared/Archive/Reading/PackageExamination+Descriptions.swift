internal import Clocks

/// What the descriptive and the preservation files say.
extension PackageExamination {
    /// The documents of a representation with their descriptions.
    mutating func documents(_ mets: MetsFile, base: String) throws(ArchiveError) {
        let kind = self.report.kind ?? .submission
        for link in mets.links {
            guard let description = mets.references[link.description], let file = mets.references[link.file] else {
                self.add(.metadata, base + "METS.xml", "liên kết \(link.description) không trỏ tới đâu", "the link \(link.description) points nowhere")
                continue
            }
            let path = base + description.href
            guard let values = try self.fields(path, .document(kind)), let entry = self.index.entries[base + file.href] else { continue }
            let attachment = mets.references[link.attachment].map { base + $0.href } ?? ""
            self.report.contents.documents.append(PackageContents.Document(
                values: values, path: base + file.href, digest: entry.digest, sizeBytes: entry.sizeBytes, mediaType: file.mediaType,
                processPath: attachment, properties: []))
            if values[.process] == "1", attachment.isEmpty {
                self.add(.missing, path, isSerious: false, "process = 1 nhưng không kèm tệp quy trình", "process = 1 without a process file")
            }
            self.dates(values, path)
        }
        let linked = Set(mets.links.map(\.description))
        for id in mets.order where mets.references[id]?.metadataType == "DC" && !linked.contains(id) {
            self.add(.metadata, base + "METS.xml", "mô tả \(id) không gắn với tài liệu nào", "the description \(id) belongs to no document")
        }
    }

    /// The file at the root.
    mutating func head(_ root: MetsFile) throws(ArchiveError) {
        guard let id = root.order.first(where: { root.references[$0]?.metadataType == "DC" }), let file = root.references[id] else {
            return self.add(.missing, "metadata/descriptive/EAD.xml", "METS.xml không trỏ tới mô tả gói", "METS.xml points at no description")
        }
        let set = FieldSet.head(self.report.kind ?? .submission, self.report.contents.unit)
        guard let values = try self.fields(file.href, set) else { return }
        self.report.contents.head = values
        self.dates(values, file.href)
    }

    private mutating func fields(_ path: String, _ set: FieldSet) throws(ArchiveError) -> FieldValues? {
        guard let (values, unknown) = try self.metadata(path, { (file) throws(ArchiveError) in try DescriptiveFile.read(file: file, path: path) })
        else { return nil }
        for name in unknown { self.add(.field, path, "không có trường \(name)", "there is no field \(name)") }
        for fault in set.faults(in: values) {
            self.add(.field, path, isSerious: fault.isSerious, "trường chưa đúng: \(fault.sentence)", "field at fault: \(fault.sentence)")
        }
        return values
    }

    /// Days that have not come yet when the package was made, or now.
    private mutating func dates(_ values: FieldValues, _ path: String) {
        let last = min(self.report.createdAt ?? self.now, self.now).vietnamDate
        for field in [Field.startDate, .endDate, .issuedDate, .requestDate] {
            guard let day = FieldForm.day(values[field]), day > last else { continue }
            self.add(.date, path, "\(field.rawValue) ở sau ngày tạo gói", "\(field.rawValue) lies after the day the package was made")
        }
    }

    /// The preservation metadata of the package or of a representation.
    mutating func preservation(_ mets: MetsFile, base: String) throws(ArchiveError) {
        let files = mets.order.compactMap { mets.references[$0] }.filter { $0.metadataType == "PREMIS" }
        if files.isEmpty, self.report.kind == .archival {
            self.add(.missing, base + "metadata/preservation", "AIP không có PREMIS", "an AIP without PREMIS")
        }
        for file in files {
            let path = base + file.href
            guard let premis = try self.metadata(path, { (file) throws(ArchiveError) in try PremisFile(file: file, path: path) }) else { continue }
            for (name, digest) in premis.digests.sorted(by: { $0.key < $1.key }) {
                guard let entry = self.index.entries[base + name] else {
                    self.add(.missing, base + name, "PREMIS nói tới tệp không có", "PREMIS speaks of a file that is not there")
                    continue
                }
                if entry.digest != digest {
                    self.add(.changed, base + name, "nội dung khác với PREMIS", "the content is not that of PREMIS")
                }
            }
            for time in premis.eventTimes {
                guard let time, time <= self.now else {
                    self.add(.date, path, "thời điểm sự kiện sai hoặc ở tương lai", "the time of an event is wrong or in the future")
                    continue
                }
            }
        }
    }
}
