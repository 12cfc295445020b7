#ifndef PINNACE_CLIBGIT2_SHIM_H
#define PINNACE_CLIBGIT2_SHIM_H

#include <git2.h>
#include <git2/sys/commit.h>
#include <git2/sys/repository.h>
#include <git2/sys/transport.h>

/* libgit2 hands these back by the address of their first field; what follows it is ours. */

typedef struct {
	git_smart_subtransport base;
	void *owner;
} pinnace_subtransport;

typedef struct {
	git_smart_subtransport_stream base;
	void *owner;
} pinnace_stream;

#endif
