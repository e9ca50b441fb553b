/*
** files.c: fazhi.core.files, the little that a command-line program needs from the system
** and that Lua's own libraries lack: listing a folder, what a path is, the terminal, a clock.
*/
#include "binding.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <limits.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "fazhi/text.h"

static int push_errno(lua_State *L) {
  fz_error error = {0};
  fz_error_set(&error, FZ_IO, (size_t)-1, "%s", strerror(errno));
  return push_failure(L, &error);
}

typedef struct folder {
  DIR *dir;
} folder;

static int l_folder_close(lua_State *L) {
  folder *f = lua_touserdata(L, 1);
  if (f->dir != NULL) closedir(f->dir);
  f->dir = NULL;
  return 0;
}

/* The box exists before the folder is opened, so that an error in between closes it. */
static folder *box_folder(lua_State *L) {
  folder *f = lua_newuserdatauv(L, sizeof *f, 0);
  f->dir = NULL;
  set_closer(L, "fazhi.folder", l_folder_close);
  return f;
}

static void sort_names(lua_State *L) {
  lua_getglobal(L, "table");
  lua_getfield(L, -1, "sort");
  lua_pushvalue(L, -3);
  lua_call(L, 1, 0);
  lua_pop(L, 1);
}

/* list(dir) → the names in it but . and .., in byte order; nil, message, code if it cannot be read. */
static int l_list(lua_State *L) {
  const char *path = luaL_checkstring(L, 1);
  folder *f = box_folder(L);
  lua_toclose(L, -1);
  f->dir = opendir(path);
  if (f->dir == NULL) return push_errno(L);
  lua_newtable(L);
  lua_Integer n = 0;
  for (struct dirent *entry; (entry = readdir(f->dir)) != NULL;) {
    if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0) continue;
    lua_pushstring(L, entry->d_name);
    lua_rawseti(L, -2, ++n);
  }
  sort_names(L);
  return 1;
}

/* read(path [, max_bytes]) → the bytes of a regular file; nil, message, code. Never waits for a pipe. */
static int l_read(lua_State *L) {
  const char *path = luaL_checkstring(L, 1);
  lua_Integer max = luaL_optinteger(L, 2, 0);
  luaL_argcheck(L, max >= 0, 2, "must not be negative");
  loan *l = push_empty_loan(L);
  size_t length;
  fz_error error;
  if (fz_bytes_read(path, (size_t)max, &l->bytes, &length, &error) != FZ_OK)
    return push_failure(L, &error);
  return push_loan(L, l, length);
}

/* kind(path) → "file", "directory" or "other", links followed; nil if there is nothing. */
static int l_kind(lua_State *L) {
  struct stat s;
  if (stat(luaL_checkstring(L, 1), &s) != 0) return lua_pushnil(L), 1;
  lua_pushstring(L, S_ISREG(s.st_mode) ? "file" : S_ISDIR(s.st_mode) ? "directory" : "other");
  return 1;
}

/* realpath(path) → the path without links, dots and relative steps; nil, message, code. */
static int l_realpath(lua_State *L) {
  char real[PATH_MAX];
  if (realpath(luaL_checkstring(L, 1), real) == NULL) return push_errno(L);
  lua_pushstring(L, real);
  return 1;
}

/* mkdir(path) → true, also if the folder is there already; nil, message, code. */
static int l_mkdir(lua_State *L) {
  if (mkdir(luaL_checkstring(L, 1), 0777) != 0 && errno != EEXIST) return push_errno(L);
  lua_pushboolean(L, 1);
  return 1;
}

/* tempdir() → a new folder below $TMPDIR or /tmp that only this user can enter; nil, message, code. */
static int l_tempdir(lua_State *L) {
  const char *base = getenv("TMPDIR");
  char path[PATH_MAX];
  int n = snprintf(path, sizeof path, "%s/fazhi-XXXXXX",
                   base != NULL && base[0] == '/' ? base : "/tmp");
  if (n < 0 || (size_t)n >= sizeof path) errno = ENAMETOOLONG;
  else if (mkdtemp(path) != NULL) return lua_pushstring(L, path), 1;
  return push_errno(L);
}

static int remove_entry(const char *path, const struct stat *s, int kind, struct FTW *place) {
  (void)s;
  (void)kind;
  (void)place;
  return remove(path);
}

/* remove_tree(dir) → true; the folder and all below it, links removed, never followed. */
static int l_remove_tree(lua_State *L) {
  const char *path = luaL_checkstring(L, 1);
  luaL_argcheck(L, path[0] == '/' && path[1] != '\0', 1, "must be an absolute path");
  if (nftw(path, remove_entry, 16, FTW_DEPTH | FTW_PHYS) != 0) return push_errno(L);
  lua_pushboolean(L, 1);
  return 1;
}

static bool write_all(int fd, const char *bytes, size_t length) {
  while (length > 0) {
    ssize_t n = write(fd, bytes, length);
    if (n < 0 && errno == EINTR) continue;
    if (n <= 0) return false;
    bytes += n;
    length -= (size_t)n;
  }
  return true;
}

/* write(path, bytes) → true; a file that only this user can read. A link is not followed. */
static int l_write(lua_State *L) {
  const char *path = luaL_checkstring(L, 1);
  size_t length;
  const char *bytes = luaL_checklstring(L, 2, &length);
  int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK, 0600);
  if (fd < 0) return push_errno(L);
  bool written = write_all(fd, bytes, length);
  int why = errno;
  if (close(fd) != 0 && written) why = errno, written = false;
  errno = why;
  if (!written) return push_errno(L);
  lua_pushboolean(L, 1);
  return 1;
}

/* terminal(fd) → its width in columns (80 if it does not say); nil if fd is no terminal. */
static int l_terminal(lua_State *L) {
  int fd = (int)luaL_checkinteger(L, 1);
  if (!isatty(fd)) return lua_pushnil(L), 1;
  struct winsize size = {0};
  int known = ioctl(fd, TIOCGWINSZ, &size) == 0 && size.ws_col > 0;
  lua_pushinteger(L, known ? size.ws_col : 80);
  return 1;
}

/* now() → seconds of a clock that never goes back, for measuring how long something took. */
static int l_now(lua_State *L) {
  struct timespec t = {0};
  clock_gettime(CLOCK_MONOTONIC, &t);
  lua_pushnumber(L, (lua_Number)t.tv_sec + (lua_Number)t.tv_nsec / 1e9);
  return 1;
}

static const luaL_Reg functions[] = {
    {"list", l_list},       {"kind", l_kind},         {"realpath", l_realpath}, {"mkdir", l_mkdir},
    {"now", l_now},         {"terminal", l_terminal}, {"read", l_read},         {"write", l_write},
    {"tempdir", l_tempdir}, {"remove_tree", l_remove_tree}, {NULL, NULL},
};

int open_files(lua_State *L) {
  luaL_newlib(L, functions);
  return 1;
}
