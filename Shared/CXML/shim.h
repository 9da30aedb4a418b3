#ifndef CXML_SHIM_H
#define CXML_SHIM_H
#include <libxml/xmlversion.h>
/* Debian's libxml2 brings the headers of its ICU with it, and Foundation has its own ICU: two definitions of one enum, which Swift
   refuses. Only the layout of a conversion handler depends on the switch, and nobody here looks into one. */
#undef LIBXML_ICU_ENABLED
#include <libxml/xmlreader.h>
#include <libxml/xmlwriter.h>
#endif
