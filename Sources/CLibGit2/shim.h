#ifndef PINNACE_CLIBGIT2_SHIM_H
#define PINNACE_CLIBGIT2_SHIM_H

#include <git2.h>
#include <git2/sys/commit.h>
#include <git2/sys/repository.h>
#include <git2/sys/transport.h>

/* Both are variadic or hidden in their own headers, which Swift cannot call. */

extern void *memmem(const void *haystack, size_t haystack_length, const void *needle, size_t needle_length);

static inline const void *pinnace_memmem(
	const void *haystack, size_t haystack_length, const void *needle, size_t needle_length)
{
	return memmem(haystack, haystack_length, needle, needle_length);
}

/* Bytes of objects that libgit2 keeps, over all repositories. */
static inline int pinnace_limit_object_cache(size_t bytes)
{
	return git_libgit2_opts(GIT_OPT_SET_CACHE_MAX_SIZE, (ssize_t)bytes);
}

/* How much of the packs is mapped at a time. libgit2 would map all of them, and count as large as they are. */
static inline int pinnace_limit_pack_windows(size_t window, size_t mapped)
{
	int result = git_libgit2_opts(GIT_OPT_SET_MWINDOW_SIZE, window);
	return result < 0 ? result : git_libgit2_opts(GIT_OPT_SET_MWINDOW_MAPPED_LIMIT, mapped);
}

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
