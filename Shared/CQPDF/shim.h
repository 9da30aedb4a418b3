#ifndef CQPDF_SHIM_H
#define CQPDF_SHIM_H
#include <qpdf/qpdf-c.h>
/* libqpdf stands on zlib; the PDF writer uses its deflate directly. */
#include <zlib.h>

/* Macros that Swift cannot import: they take the address of the version string. */
static inline int CQPDF_deflate_init(z_stream *stream, int level) { return deflateInit(stream, level); }
static inline int CQPDF_inflate_init(z_stream *stream) { return inflateInit(stream); }
#endif
