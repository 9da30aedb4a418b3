// The declarations of PKCS#11 only: modules are loaded at run time, p11-kit itself is never linked.
#ifndef CPKCS11_SHIM_H
#define CPKCS11_SHIM_H
#include <p11-kit-1/p11-kit/pkcs11.h>
#endif
