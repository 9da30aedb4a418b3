#ifndef CTESSERACT_SHIM_H
#define CTESSERACT_SHIM_H
#include <leptonica/allheaders.h>
#include <spawn.h>
#include <tesseract/capi.h>

/* Swift's Glibc module is built without the declarations of _GNU_SOURCE, so the function is declared here (glibc 2.34). */
int posix_spawn_file_actions_addclosefrom_np(posix_spawn_file_actions_t *actions, int from);

/* Closes every descriptor from the given one on in the worker that is started. */
static inline int CTesseract_close_from(posix_spawn_file_actions_t *actions, int from) {
    return posix_spawn_file_actions_addclosefrom_np(actions, from);
}
#endif
