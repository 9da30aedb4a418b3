#ifndef CARCHIVE_SHIM_H
#define CARCHIVE_SHIM_H
#include <archive.h>
#include <archive_entry.h>

/* Macros with casts, which Swift cannot import. */
static inline unsigned int CArchive_regular_file(void) { return AE_IFREG; }
static inline unsigned int CArchive_directory(void) { return AE_IFDIR; }
/* Variadic, which Swift cannot call. */
static inline void CArchive_fail(struct archive *archive, int number) { archive_set_error(archive, number, "write"); }
#endif
