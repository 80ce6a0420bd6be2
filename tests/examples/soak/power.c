// In front of the C library: keeps, of every file below POWER_LIVE, the state in which it was last made durable, below
// POWER_DURABLE. A new name is durable once its folder was. Files whose path ends in POWER_IGNORED are never kept.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static struct { char from[PATH_MAX], to[PATH_MAX]; } renamed[256];
static int renames;

static int ends_with(const char *path, const char *end) {
    size_t n = strlen(path), m = strlen(end);
    return n >= m && strcmp(path + n - m, end) == 0;
}

// The durable place of a path of the data folder; false for any other.
static int place(const char *path, char *out) {
    const char *live = getenv("POWER_LIVE"), *durable = getenv("POWER_DURABLE"), *ignored = getenv("POWER_IGNORED");
    if (!live || !durable || strncmp(path, live, strlen(live)) != 0) return 0;
    if (ignored && ends_with(path, ignored)) return 0;
    return snprintf(out, PATH_MAX, "%s%s", durable, path + strlen(live)) < PATH_MAX;
}

// Not through the function below.
static void move(const char *from, const char *to) { syscall(SYS_renameat2, AT_FDCWD, from, AT_FDCWD, to, 0); }

static void make_folders(const char *path) {
    char part[PATH_MAX];
    for (size_t i = 1; path[i]; i++)
        if (path[i] == '/') {
            memcpy(part, path, i);
            part[i] = 0;
            mkdir(part, 0700);
        }
}

static void copy(const char *from, const char *to) {
    char beside[PATH_MAX + 8], block[1 << 16];
    make_folders(to);
    snprintf(beside, sizeof beside, "%s.cut", to);
    int in = open(from, O_RDONLY), out = open(beside, O_WRONLY | O_CREAT | O_TRUNC, 0600);
    ssize_t n = -1;
    if (in >= 0 && out >= 0)
        while ((n = read(in, block, sizeof block)) > 0)
            if (write(out, block, n) != n) { n = -1; break; }
    if (in >= 0) close(in);
    if (out >= 0) close(out);
    if (n == 0) move(beside, to);
    else unlink(beside);
}

static void synced(int fd) {
    char link[64], path[PATH_MAX], to[PATH_MAX], of[PATH_MAX];
    struct stat what;
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t n = readlink(link, path, sizeof path - 1);
    if (n <= 0 || fstat(fd, &what) != 0) return;
    path[n] = 0;
    pthread_mutex_lock(&lock);
    if (S_ISREG(what.st_mode)) {
        if (place(path, to)) copy(path, to);
    } else if (S_ISDIR(what.st_mode)) {
        // The names in this folder are durable now.
        for (int i = 0; i < renames; i++) {
            char *slash = strrchr(renamed[i].to, '/');
            if (!slash || strncmp(renamed[i].to, path, slash - renamed[i].to) != 0 || path[slash - renamed[i].to]) continue;
            if (place(renamed[i].from, of) && place(renamed[i].to, to)) move(of, to);
            renamed[i--] = renamed[--renames];
        }
    }
    pthread_mutex_unlock(&lock);
}

int fsync(int fd) {
    static int (*real)(int);
    if (!real) real = dlsym(RTLD_NEXT, "fsync");
    int done = real(fd);
    if (done == 0) synced(fd);
    return done;
}

int fdatasync(int fd) {
    static int (*real)(int);
    if (!real) real = dlsym(RTLD_NEXT, "fdatasync");
    int done = real(fd);
    if (done == 0) synced(fd);
    return done;
}

int rename(const char *from, const char *to) {
    static int (*real)(const char *, const char *);
    if (!real) real = dlsym(RTLD_NEXT, "rename");
    int done = real(from, to);
    if (done == 0) {
        pthread_mutex_lock(&lock);
        if (renames < 256 && strlen(from) < PATH_MAX && strlen(to) < PATH_MAX) {
            strcpy(renamed[renames].from, from);
            strcpy(renamed[renames++].to, to);
        }
        pthread_mutex_unlock(&lock);
    }
    return done;
}
