/* Parses every file below a folder with libyaml, event by event, and prints the CPU time of each round in milliseconds.
 *
 *     YAMLLoop FOLDER ROUNDS
 *
 * The files are in memory before the first round, and the events are thrown away: the least that anybody who reads this
 * YAML with libyaml has to spend. */

#define _GNU_SOURCE
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <yaml.h>

struct file {
    unsigned char *bytes;
    size_t length;
};

static struct file *files;
static size_t count, capacity;

static void fail(const char *what, const char *path)
{
    fprintf(stderr, "%s: %s\n", path, what);
    exit(1);
}

static int load(const char *path, const struct stat *status, int kind, struct FTW *walk)
{
    (void)walk;
    if (kind != FTW_F || strstr(path, "/.git/"))
        return 0;
    if (count == capacity) {
        capacity = capacity ? 2 * capacity : 1024;
        files = realloc(files, capacity * sizeof *files);
        if (!files)
            fail("out of memory", path);
    }
    struct file file = {malloc((size_t)status->st_size + 1), (size_t)status->st_size};
    FILE *stream = fopen(path, "rb");
    if (!file.bytes || !stream || fread(file.bytes, 1, file.length, stream) != file.length)
        fail("cannot be read", path);
    fclose(stream);
    files[count++] = file;
    return 0;
}

static size_t parse(struct file file)
{
    yaml_parser_t parser;
    yaml_event_t event;
    size_t events = 0;
    int ended = 0;
    if (!yaml_parser_initialize(&parser))
        fail("out of memory", "libyaml");
    yaml_parser_set_encoding(&parser, YAML_UTF8_ENCODING);
    yaml_parser_set_input_string(&parser, file.bytes, file.length);
    while (!ended) {
        if (!yaml_parser_parse(&parser, &event))
            fail(parser.problem, "libyaml");
        ended = event.type == YAML_STREAM_END_EVENT;
        events++;
        yaml_event_delete(&event);
    }
    yaml_parser_delete(&parser);
    return events;
}

static double milliseconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return (double)now.tv_sec * 1e3 + (double)now.tv_nsec / 1e6;
}

int main(int argc, char **argv)
{
    if (argc != 3 || nftw(argv[1], load, 64, FTW_PHYS) != 0) {
        fputs("usage: YAMLLoop FOLDER ROUNDS\n", stderr);
        return 64;
    }
    size_t bytes = 0, events = 0;
    for (size_t index = 0; index < count; index++)
        bytes += files[index].length;
    for (int round = atoi(argv[2]); round > 0; round--) {
        double start = milliseconds();
        events = 0;
        for (size_t index = 0; index < count; index++)
            events += parse(files[index]);
        printf("%.3f\n", milliseconds() - start);
    }
    printf("# %zu files, %zu bytes, %zu events\n", count, bytes, events);
    return 0;
}
