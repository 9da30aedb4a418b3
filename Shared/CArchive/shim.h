#ifndef CARCHIVE_SHIM_H
#define CARCHIVE_SHIM_H
#include <archive.h>
#include <archive_entry.h>

/* Macros with casts, which Swift cannot import. */
static inline unsigned int CArchive_regular_file(void) { return AE_IFREG; }
static inline unsigned int CArchive_directory(void) { return AE_IFDIR; }
#endif
