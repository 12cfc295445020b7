#ifndef PINNACE_CLIBYAML_SHIM_H
#define PINNACE_CLIBYAML_SHIM_H

#include <stddef.h>
#include <yaml.h>

/* In glibc, musl and Darwin alike, but glibc's header hides it from Swift. */
extern void *memmem(const void *haystack, size_t haystack_length, const void *needle, size_t needle_length);

static inline const void *pinnace_find(
    const void *haystack, size_t haystack_length, const void *needle, size_t needle_length)
{
    return memmem(haystack, haystack_length, needle, needle_length);
}

#endif
