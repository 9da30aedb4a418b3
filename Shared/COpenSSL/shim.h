#ifndef COPENSSL_SHIM_H
#define COPENSSL_SHIM_H
#include <openssl/cms.h>
#include <openssl/ts.h>
#include <openssl/ocsp.h>
#include <openssl/x509v3.h>
#include <openssl/pem.h>
#include <openssl/err.h>
#include <openssl/ess.h>
#include <openssl/evp.h>
#endif
