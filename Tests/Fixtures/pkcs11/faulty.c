// A PKCS#11 module between us and a real one: it passes every call on, and does what worn tokens and vendor modules do
// when a file of that name lies in CONTROL. Built by the tests with -DREAL="module" -DCONTROL="folder".
#include <dlfcn.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>
#include <p11-kit-1/p11-kit/pkcs11.h>

static CK_FUNCTION_LIST table;
static CK_FUNCTION_LIST *real;

static int is_set(const char *name) {
    char path[512];
    snprintf(path, sizeof path, "%s/%s", CONTROL, name);
    return access(path, F_OK) == 0;
}

// True once: the file is taken away by whoever sees it first.
static int take(const char *name) {
    char path[512];
    snprintf(path, sizeof path, "%s/%s", CONTROL, name);
    return unlink(path) == 0;
}

static void note(const char *name) {
    char path[512];
    snprintf(path, sizeof path, "%s/%s", CONTROL, name);
    int file = open(path, O_WRONLY | O_CREAT | O_APPEND, 0600);
    if (file < 0) return;
    if (write(file, "x", 1) != 1) note("lost");
    close(file);
}

static void lose_sessions(void) {
    CK_SLOT_ID slots[64];
    CK_ULONG count = 64;
    if (real->C_GetSlotList(CK_TRUE, slots, &count) != CKR_OK) return;
    for (CK_ULONG i = 0; i < count; i++) real->C_CloseAllSessions(slots[i]);
}

// Whether the token is out of the machine; what was open on it is gone then.
static int is_removed(void) {
    if (!is_set("removed")) return 0;
    lose_sessions();
    return 1;
}

static CK_RV get_slot_list(CK_BBOOL present, CK_SLOT_ID_PTR slots, CK_ULONG_PTR count) {
    if (present && is_removed()) { *count = 0; return CKR_OK; }
    return real->C_GetSlotList(present, slots, count);
}

static CK_RV get_token_info(CK_SLOT_ID slot, CK_TOKEN_INFO_PTR info) {
    if (is_removed()) return CKR_TOKEN_NOT_PRESENT;
    CK_RV status = real->C_GetTokenInfo(slot, info);
    if (is_set("last-try")) info->flags |= CKF_USER_PIN_FINAL_TRY;
    return status;
}

static CK_RV open_session(CK_SLOT_ID slot, CK_FLAGS flags, CK_VOID_PTR application, CK_NOTIFY notify, CK_SESSION_HANDLE_PTR session) {
    note("sessions");
    if (is_removed()) return CKR_TOKEN_NOT_PRESENT;
    return real->C_OpenSession(slot, flags, application, notify, session);
}

static CK_RV login(CK_SESSION_HANDLE session, CK_USER_TYPE user, CK_UTF8CHAR_PTR pin, CK_ULONG length) {
    note("logins");
    if (is_removed()) return CKR_DEVICE_REMOVED;
    if (is_set("locked")) return CKR_PIN_LOCKED;
    return real->C_Login(session, user, pin, length);
}

static CK_RV sign_init(CK_SESSION_HANDLE session, CK_MECHANISM_PTR mechanism, CK_OBJECT_HANDLE key) {
    if (is_removed()) return CKR_DEVICE_REMOVED;
    if (take("log-out-once")) real->C_Logout(session);
    if (take("close-once")) lose_sessions();
    return real->C_SignInit(session, mechanism, key);
}

static CK_RV sign(CK_SESSION_HANDLE session, CK_BYTE_PTR data, CK_ULONG length, CK_BYTE_PTR value, CK_ULONG_PTR valueLength) {
    if (is_removed()) return is_set("sloppy") ? CKR_GENERAL_ERROR : CKR_DEVICE_REMOVED;
    if (is_set("refuse")) return CKR_FUNCTION_REJECTED;
    while (is_set("hang")) usleep(5000);
    if (is_set("misreport") && value == NULL) { *valueLength = (CK_ULONG)-1; return CKR_OK; }
    CK_RV status = real->C_Sign(session, data, length, value, valueLength);
    if (is_set("misreport") && status == CKR_OK) *valueLength = (CK_ULONG)-1;
    if (is_set("short") && status == CKR_OK) *valueLength = 3;
    return status;
}

CK_RV C_GetFunctionList(CK_FUNCTION_LIST_PTR_PTR list) {
    void *module = dlopen(REAL, RTLD_NOW | RTLD_LOCAL);
    if (module == NULL) return CKR_GENERAL_ERROR;
    CK_RV (*get)(CK_FUNCTION_LIST_PTR_PTR) = (CK_RV (*)(CK_FUNCTION_LIST_PTR_PTR))dlsym(module, "C_GetFunctionList");
    if (get == NULL || get(&real) != CKR_OK) return CKR_GENERAL_ERROR;
    table = *real;
    table.C_GetSlotList = get_slot_list;
    table.C_GetTokenInfo = get_token_info;
    table.C_OpenSession = open_session;
    table.C_Login = login;
    table.C_SignInit = sign_init;
    table.C_Sign = sign;
    *list = &table;
    return CKR_OK;
}
