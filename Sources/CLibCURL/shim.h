#ifndef PINNACE_CLIBCURL_SHIM_H
#define PINNACE_CLIBCURL_SHIM_H

#include <curl/curl.h>

#endif
