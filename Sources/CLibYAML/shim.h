#ifndef PINNACE_CLIBYAML_SHIM_H
#define PINNACE_CLIBYAML_SHIM_H

#include <stdbool.h>
#include <stddef.h>
#include <string.h>
#include <yaml.h>

/* Where a run of bytes starts. memchr looks at 16 bytes and more at once, so it looks for the byte of the run that is met
 * least; memmem, which takes one at a time, is several times slower. */
static inline const unsigned char *pinnace_find(
    const unsigned char *text, size_t length, const unsigned char *run, size_t run_length, size_t rarest)
{
    if (run_length == 0 || length < run_length)
        return NULL;
    const unsigned char *at = text + rarest;
    const unsigned char *end = text + (length - run_length) + rarest + 1;
    while (at < end && (at = (const unsigned char *)memchr(at, run[rarest], (size_t)(end - at))) != NULL) {
        if (memcmp(at - rarest, run, run_length) == 0)
            return at - rarest;
        at++;
    }
    return NULL;
}

static inline bool pinnace_is_same(const unsigned char *bytes, const unsigned char *others, size_t count)
{
    return memcmp(bytes, others, count) == 0;
}

#endif
