/*
 * Preloaded, it notes every byte that a process writes into files below $MAMORI_CUT_UNDER, every change of their
 * length and every time they are synced, in this order, in the file $MAMORI_CUT_LOG: what a power cut would have left
 * can be put together from it afterwards. One line a step, `W path offset length` followed by the bytes,
 * `T path length`, `S path` (synced), `D path` (deleted).
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>
#include <unistd.h>

static pthread_mutex_t turn = PTHREAD_MUTEX_INITIALIZER;
static int notes = -1;

static ssize_t (*next_pwrite)(int, const void *, size_t, off_t);
static ssize_t (*next_write)(int, const void *, size_t);

static const char *named(int file, char *path) {
  const char *under = getenv("MAMORI_CUT_UNDER");
  char link[64];
  if (!under) return NULL;
  snprintf(link, sizeof link, "/proc/self/fd/%d", file);
  ssize_t length = readlink(link, path, 4095);
  if (length < 0) return NULL;
  path[length] = 0;
  return strncmp(path, under, strlen(under)) == 0 ? path + strlen(under) + 1 : NULL;
}

static void note(const char *line, const void *bytes, size_t length) {
  if (notes < 0) notes = open(getenv("MAMORI_CUT_LOG"), O_WRONLY | O_CREAT | O_APPEND, 0600);
  next_write(notes, line, strlen(line));
  if (length > 0) next_write(notes, bytes, length);
}

static void find(void) {
  if (!next_write) next_write = dlsym(RTLD_NEXT, "write");
  if (!next_pwrite) next_pwrite = dlsym(RTLD_NEXT, "pwrite64");
}

ssize_t pwrite64(int file, const void *bytes, size_t length, off_t offset) {
  char path[4096], line[4200];
  find();
  const char *name = named(file, path);
  if (!name) return next_pwrite(file, bytes, length, offset);
  pthread_mutex_lock(&turn);
  ssize_t done = next_pwrite(file, bytes, length, offset);
  if (done > 0) {
    snprintf(line, sizeof line, "W %s %lld %zd\n", name, (long long)offset, done);
    note(line, bytes, done);
  }
  pthread_mutex_unlock(&turn);
  return done;
}
ssize_t pwrite(int file, const void *bytes, size_t length, off_t offset) { return pwrite64(file, bytes, length, offset); }

ssize_t write(int file, const void *bytes, size_t length) {
  char path[4096], line[4200];
  find();
  const char *name = named(file, path);
  if (!name) return next_write(file, bytes, length);
  pthread_mutex_lock(&turn);
  off_t offset = lseek(file, 0, SEEK_CUR);
  ssize_t done = next_write(file, bytes, length);
  if (done > 0) {
    snprintf(line, sizeof line, "W %s %lld %zd\n", name, (long long)offset, done);
    note(line, bytes, done);
  }
  pthread_mutex_unlock(&turn);
  return done;
}

int ftruncate64(int file, off_t size) {
  static int (*next)(int, off_t);
  char path[4096], line[4200];
  find();
  if (!next) next = dlsym(RTLD_NEXT, "ftruncate64");
  const char *name = named(file, path);
  pthread_mutex_lock(&turn);
  int done = next(file, size);
  if (name && done == 0) {
    snprintf(line, sizeof line, "T %s %lld\n", name, (long long)size);
    note(line, NULL, 0);
  }
  pthread_mutex_unlock(&turn);
  return done;
}
int ftruncate(int file, off_t size) { return ftruncate64(file, size); }

int unlink(const char *path) {
  static int (*next)(const char *);
  const char *under = getenv("MAMORI_CUT_UNDER");
  char line[4200];
  find();
  if (!next) next = dlsym(RTLD_NEXT, "unlink");
  pthread_mutex_lock(&turn);
  int done = next(path);
  if (done == 0 && under && strncmp(path, under, strlen(under)) == 0) {
    snprintf(line, sizeof line, "D %s\n", path + strlen(under) + 1);
    note(line, NULL, 0);
  }
  pthread_mutex_unlock(&turn);
  return done;
}

static int synced(int file, const char *call) {
  char path[4096], line[4200];
  find();
  int (*next)(int) = dlsym(RTLD_NEXT, call);
  const char *name = named(file, path);
  int done = next(file);
  if (name && done == 0) {
    snprintf(line, sizeof line, "S %s\n", name);
    pthread_mutex_lock(&turn);
    note(line, NULL, 0);
    pthread_mutex_unlock(&turn);
  }
  return done;
}
int fsync(int file) { return synced(file, "fsync"); }
int fdatasync(int file) { return synced(file, "fdatasync"); }
