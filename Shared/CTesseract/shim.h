#ifndef CTESSERACT_SHIM_H
#define CTESSERACT_SHIM_H
#include <leptonica/allheaders.h>
#include <tesseract/capi.h>
#endif
