import CPKCS11
import Glibc
import Synchronization

/// A loaded PKCS#11 module; at most one per file and process.
///
/// A module is initialised once, may be called from several threads (`CKF_OS_LOCKING_OK`) and is never unloaded:
/// vendor modules leave threads behind that would run into nothing.
final class PKCS11Library: Sendable {
    let path: String
    private let table: FunctionTable

    /// The functions of the module.
    ///
    /// `@unchecked Sendable`: the table lies in the module's memory, is never written after `C_GetFunctionList`, and the
    /// module is never unloaded.
    private struct FunctionTable: @unchecked Sendable {
        let pointer: UnsafePointer<CK_FUNCTION_LIST>
    }

    private static let loaded = Mutex<[String: PKCS11Library]>([:])

    /// The module of a file, loaded and initialised at the first call.
    ///
    /// - Throws: ``SignerError`` with `moduleMissing` or `moduleFailed`.
    ///
    /// Blocking: yes, for the time the module takes.
    static func load(_ path: String) throws(SignerError) -> PKCS11Library {
        try self.loaded.withLock { loaded throws(SignerError) in
            if let known = loaded[path] { return known }
            let new = try PKCS11Library(path: path)
            loaded[path] = new
            return new
        }
    }

    private init(path: String) throws(SignerError) {
        guard path.hasPrefix("/") else {
            throw SignerError(code: .moduleMissing, message: "\(path) is no absolute path")
        }
        guard let handle = dlopen(path, RTLD_NOW | RTLD_LOCAL) else {
            let reason = dlerror().map { String(cString: $0) } ?? "no reason given"
            throw SignerError(code: .moduleMissing, message: "\(path) cannot be loaded: \(reason)")
        }
        guard let symbol = dlsym(handle, "C_GetFunctionList") else {
            throw SignerError(code: .moduleMissing, message: "\(path) is no PKCS#11 module")
        }
        typealias GetFunctionList = @convention(c) (UnsafeMutablePointer<UnsafeMutablePointer<CK_FUNCTION_LIST>?>?) -> CK_RV
        let getList = unsafeBitCast(symbol, to: GetFunctionList.self)
        var list: UnsafeMutablePointer<CK_FUNCTION_LIST>?
        let status = getList(&list)
        guard status == CKR_OK, let list else {
            throw SignerError(code: .moduleFailed, message: "\(path): C_GetFunctionList gave 0x\(String(status, radix: 16))")
        }
        self.path = path
        self.table = FunctionTable(pointer: UnsafePointer(list))
        do {
            try self.initialize()
        } catch {
            throw error.signerError
        }
    }

    /// Initialises the module; done before by somebody else in this process is as good.
    func initialize() throws(PKCS11Status) {
        var arguments = CK_C_INITIALIZE_ARGS()
        arguments.flags = CKF_OS_LOCKING_OK
        let status = self.table.pointer.pointee.C_Initialize?(&arguments) ?? CKR_FUNCTION_NOT_SUPPORTED
        guard status == CKR_OK || status == CKR_CRYPTOKI_ALREADY_INITIALIZED else {
            throw PKCS11Status(code: status, call: "C_Initialize")
        }
    }

    /// Calls one function of the module.
    ///
    /// - Throws: ``PKCS11Status`` for everything but `CKR_OK`, also when the module lacks the function.
    ///
    /// Blocking: yes. Only from a thread of ``DeviceThreads``.
    func call(_ name: String, _ body: (CK_FUNCTION_LIST) -> CK_RV?) throws(PKCS11Status) {
        let status = body(self.table.pointer.pointee) ?? CKR_FUNCTION_NOT_SUPPORTED
        guard status == CKR_OK else { throw PKCS11Status(code: status, call: name) }
    }
}
