#ifndef PINNACE_CLIBYAML_SHIM_H
#define PINNACE_CLIBYAML_SHIM_H

#include <stdbool.h>
#include <stddef.h>
#include <string.h>
#include <yaml.h>

typedef unsigned char pinnace_lanes __attribute__((vector_size(16)));
typedef unsigned long long pinnace_halves __attribute__((vector_size(16)));

/* Where a run of bytes starts. Sixteen places at a time are asked for the run's first byte and for its last; memmem, which
 * takes one place at a time, is several times slower. */
static inline const unsigned char *pinnace_find(
    const unsigned char *text, size_t length, const unsigned char *run, size_t run_length)
{
    if (run_length == 0 || length < run_length)
        return NULL;
    const size_t last = run_length - 1;
    const unsigned char *at = text, *end = text + (length - last);
    const pinnace_lanes heads = (pinnace_lanes){0} + run[0], tails = (pinnace_lanes){0} + run[last];
    for (; end - at >= 16; at += 16) {
        pinnace_lanes first, other;
        memcpy(&first, at, sizeof first);
        memcpy(&other, at + last, sizeof other);
        const pinnace_halves found = (pinnace_halves)((first == heads) & (other == tails));
        if ((found[0] | found[1]) == 0)
            continue;
        for (size_t lane = 0; lane < 16; lane++)
            if (at[lane] == run[0] && at[lane + last] == run[last] && memcmp(at + lane, run, run_length) == 0)
                return at + lane;
    }
    for (; at < end; at++)
        if (*at == run[0] && memcmp(at, run, run_length) == 0)
            return at;
    return NULL;
}

static inline bool pinnace_is_same(const unsigned char *bytes, const unsigned char *others, size_t count)
{
    return memcmp(bytes, others, count) == 0;
}

#endif
