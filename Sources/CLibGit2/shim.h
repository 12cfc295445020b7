#ifndef PINNACE_CLIBGIT2_SHIM_H
#define PINNACE_CLIBGIT2_SHIM_H

#include <git2.h>
#include <git2/sys/commit.h>
#include <git2/sys/transport.h>

#endif
