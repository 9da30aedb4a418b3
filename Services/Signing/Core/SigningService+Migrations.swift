public import Migrations

extension SigningService {
    /// The tables of this service.
    public static var migrations: [Migration] {
        let files: [(String, [UInt8])] = [
            ("0100_create_signing.sql", PackageResources._100_create_signing_sql),
            ("0101_add_signing_authority.sql", PackageResources._101_add_signing_authority_sql),
            ("0102_keep_evidence_and_levels.sql", PackageResources._102_keep_evidence_and_levels_sql),
            ("0103_register_delegations.sql", PackageResources._103_register_delegations_sql),
            ("0104_know_document_files.sql", PackageResources._104_know_document_files_sql),
            ("0105_find_signed_files.sql", PackageResources._105_find_signed_files_sql),
            ("0200_create_documents.sql", PackageResources._200_create_documents_sql),
            ("0201_watch_deadlines.sql", PackageResources._201_watch_deadlines_sql),
            ("0202_keep_copies.sql", PackageResources._202_keep_copies_sql),
            ("0203_list_copies.sql", PackageResources._203_list_copies_sql),
            ("0204_find_waiting_documents.sql", PackageResources._204_find_waiting_documents_sql),
        ]
        return files.compactMap { Migration(fileName: $0.0, contents: $0.1) }
    }
}
