/*
** helper.c: a child process within limits. Its input is an anonymous file in memory, so nothing
** need be written while it reads; its two outputs are pipes, read until both are closed, it ends,
** or a limit is met; then its whole process group is killed and reaped. A small process of ours
** leads the group, so that nothing of it outlives us either.
*/
#include "fazhi/helper.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { STEP = 65536, ERR_MAX = 65536, TICK = 100, MEGABYTE = 1 << 20, MAX_ENV = 32 };

static const char DEFAULT_PATH[] = "/usr/local/bin:/usr/bin:/bin";

static fz_status fail_system(fz_error *error, const char *what) {
  return fz_error_set(error, FZ_IO, (size_t)-1, "%s: %s", what, strerror(errno));
}

static void close_fd(int *fd) {
  if (*fd >= 0) close(*fd);
  *fd = -1;
}

static double now(void) {
  struct timespec t = {0};
  clock_gettime(CLOCK_MONOTONIC, &t);
  return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

/* ---- finding the program ------------------------------------------------------------------- */

static bool is_program(const char *path) {
  struct stat s;
  return stat(path, &s) == 0 && S_ISREG(s.st_mode) && access(path, X_OK) == 0;
}

static const char *search_path(void) {
  const char *path = getenv("PATH");
  return path != NULL && path[0] != '\0' ? path : DEFAULT_PATH;
}

/* A step of PATH that is no absolute path would run what lies in the current folder: left out. */
fz_status fz_helper_find(const char *name, char *path, size_t size, fz_error *error) {
  if (strchr(name, '/') != NULL) {
    int n = snprintf(path, size, "%s", name);
    if (n >= 0 && (size_t)n < size && is_program(path)) return FZ_OK;
    return fz_error_set(error, FZ_MISSING, (size_t)-1, "the program %s is missing", name);
  }
  for (const char *step = search_path(); *step != '\0' && *name != '\0';) {
    size_t length = strcspn(step, ":");
    int n = snprintf(path, size, "%.*s/%s", (int)length, step, name);
    if (step[0] == '/' && n >= 0 && (size_t)n < size && is_program(path)) return FZ_OK;
    step += length + (step[length] == ':');
  }
  return fz_error_set(error, FZ_MISSING, (size_t)-1, "the program %s is not installed", name);
}

/* ---- the child ----------------------------------------------------------------------------- */

/* All that the child needs, made ready before the fork: behind it nothing may be allocated. */
typedef struct plan {
  char program[PATH_MAX];
  char path[PATH_MAX + 8];
  const char *env[MAX_ENV + 4];
  rlim_t cpu, memory, file;
  int in, out, err, report; /* the child's ends; `report` tells why exec failed */
  pid_t parent;
} plan;

/* True if one of the caller's "NAME=value" has the name of `entry`. */
static bool is_replaced(const char *const *env, const char *entry) {
  size_t length = strcspn(entry, "=") + 1;
  for (; env != NULL && *env != NULL; env++) {
    if (strncmp(*env, entry, length) == 0) return true;
  }
  return false;
}

static fz_status set_environment(plan *p, const char *const *env, fz_error *error) {
  int n = snprintf(p->path, sizeof p->path, "PATH=%s", search_path());
  if (n < 0 || (size_t)n >= sizeof p->path)
    snprintf(p->path, sizeof p->path, "PATH=%s", DEFAULT_PATH);
  const char *fixed[] = {p->path, "LC_ALL=C.UTF-8", "HOME=/nonexistent"};
  size_t count = 0;
  for (size_t i = 0; i < sizeof fixed / sizeof fixed[0]; i++) {
    if (!is_replaced(env, fixed[i])) p->env[count++] = fixed[i];
  }
  for (; env != NULL && *env != NULL; env++) {
    if (count >= MAX_ENV)
      return fz_error_set(error, FZ_INVALID, (size_t)-1, "more than %d variables", MAX_ENV);
    p->env[count++] = *env;
  }
  p->env[count] = NULL;
  return FZ_OK;
}

static bool limit(unsigned what, rlim_t soft) {
  struct rlimit r;
  if (getrlimit(what, &r) != 0) return false;
  if (r.rlim_max != RLIM_INFINITY && soft > r.rlim_max) soft = r.rlim_max;
  r.rlim_cur = r.rlim_max = soft;
  return setrlimit(what, &r) == 0;
}

/* Everything above the three, whoever opened it, is shut by exec. */
static void hide_descriptors(void) {
  if (close_range(3, ~0U, CLOSE_RANGE_CLOEXEC) == 0) return;
  struct rlimit r = {0};
  int stop = getrlimit(RLIMIT_NOFILE, &r) == 0 && r.rlim_cur < 65536 ? (int)r.rlim_cur : 65536;
  for (int fd = 3; fd < stop; fd++) fcntl(fd, F_SETFD, FD_CLOEXEC);
}

static _Noreturn void give_up(const plan *p, int why) {
  if (write(p->report, &why, sizeof why) < 0) _exit(126);
  _exit(127);
}

static void take_signals(void (*to_end)(int)) {
  signal(SIGTERM, to_end);
  signal(SIGINT, to_end);
  signal(SIGHUP, to_end);
  signal(SIGQUIT, to_end);
  signal(SIGPIPE, SIG_DFL);
  signal(SIGCHLD, SIG_DFL);
  sigset_t none;
  sigemptyset(&none);
  sigprocmask(SIG_SETMASK, &none, NULL);
}

static _Noreturn void become(const plan *p, const fz_helper *helper) {
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  take_signals(SIG_DFL);
  bool ready = dup2(p->in, 0) == 0 && dup2(p->out, 1) == 1 && dup2(p->err, 2) == 2 &&
               chdir(helper->dir != NULL ? helper->dir : "/") == 0 && limit(RLIMIT_CPU, p->cpu) &&
               limit(RLIMIT_FSIZE, p->file) && (p->memory == 0 || limit(RLIMIT_AS, p->memory));
  hide_descriptors();
  /* execve wants char *const *, and promises not to write. */
  union {
    const char *const *in;
    char *const *out;
  } argv = {.in = helper->argv}, env = {.in = p->env};
  if (ready) execve(p->program, argv.out, env.out);
  give_up(p, ready ? errno : -errno);
}

static void end_group(int number) {
  (void)number;
  kill(0, SIGKILL);
}

/* What we have open may be the end of a pipe that another thread waits for. */
static void close_all(void) {
  if (close_range(0, ~0U, 0) == 0) return;
  for (int fd = 0; fd < 65536; fd++) close(fd);
}

/* Ends as the program ended, by the same status or signal. */
static _Noreturn void end_like(int status) {
  if (WIFSIGNALED(status)) {
    signal(WTERMSIG(status), SIG_DFL);
    kill(getpid(), WTERMSIG(status));
  }
  _exit(WIFEXITED(status) ? WEXITSTATUS(status) : 126);
}

/*
** The leader of the group: it starts the program, waits for it, and if we are killed meanwhile it
** is told by the system and takes the whole group with it. Another thread of ours may hold any
** lock, so here, between fork and exec, are system calls only.
*/
static _Noreturn void guard(const plan *p, const fz_helper *helper) {
  setpgid(0, 0);
  take_signals(end_group);
  prctl(PR_SET_PDEATHSIG, SIGTERM);
  if (getppid() != p->parent || !limit(RLIMIT_CORE, 0)) _exit(127);
  pid_t pid = _Fork();
  if (pid == 0) become(p, helper);
  if (pid < 0) give_up(p, -errno);
  close_all();
  int status = 0;
  while (waitpid(pid, &status, 0) < 0 && errno == EINTR) {
  }
  end_like(status);
}

/* ---- starting it --------------------------------------------------------------------------- */

/* Our side of a running child. */
typedef struct child {
  pid_t pid; /* 0 before it runs and when it is reaped */
  int in;    /* the anonymous file */
  int out[2], err[2], report[2];
} child;

/*
** With one of 0 to 2 closed in our own process, a new descriptor could be one of them, and the
** child's dup2 would then overwrite it.
*/
static int above_three(int fd) {
  if (fd < 0 || fd > 2) return fd;
  int higher = fcntl(fd, F_DUPFD_CLOEXEC, 3);
  close(fd);
  return higher;
}

static bool make_pipe(int ends[2]) {
  if (pipe2(ends, O_CLOEXEC) != 0) return false;
  ends[0] = above_three(ends[0]);
  ends[1] = above_three(ends[1]);
  return ends[0] >= 0 && ends[1] >= 0;
}

static bool make_input(child *c, const void *bytes, size_t length) {
  c->in = above_three(memfd_create("fazhi", MFD_CLOEXEC));
  if (c->in < 0) return false;
  for (size_t done = 0; done < length;) {
    ssize_t n = write(c->in, (const char *)bytes + done, length - done);
    if (n < 0 && errno == EINTR) continue;
    if (n <= 0) return false;
    done += (size_t)n;
  }
  return lseek(c->in, 0, SEEK_SET) == 0;
}

static void close_child(child *c) {
  close_fd(&c->in);
  for (int i = 0; i < 2; i++) {
    close_fd(&c->out[i]);
    close_fd(&c->err[i]);
    close_fd(&c->report[i]);
  }
}

/* Waits until exec has closed the pipe or the child has told why it gave up: 0; the errno of exec;
** or, below 0, of what had to be done before. */
static int exec_failure(child *c) {
  int why = 0;
  ssize_t n;
  do n = read(c->report[0], &why, sizeof why);
  while (n < 0 && errno == EINTR);
  return n == (ssize_t)sizeof why ? why : 0;
}

static void reap(child *c, siginfo_t *info) {
  if (c->pid == 0) return;
  kill(-c->pid, SIGKILL);
  kill(c->pid, SIGKILL);
  while (waitid(P_PID, (id_t)c->pid, info, WEXITED) != 0 && errno == EINTR) {
  }
  c->pid = 0;
}

/* All signals wait while there are two of us with the same handlers. */
static fz_status start(child *c, plan *p, const fz_helper *helper, fz_error *error) {
  if (!make_input(c, helper->input, helper->input_length) || !make_pipe(c->out) ||
      !make_pipe(c->err) || !make_pipe(c->report))
    return fail_system(error, "no pipe to a helper program");
  p->in = c->in;
  p->out = c->out[1];
  p->err = c->err[1];
  p->report = c->report[1];
  p->parent = getpid();
  sigset_t all, before;
  sigfillset(&all);
  pthread_sigmask(SIG_SETMASK, &all, &before);
  pid_t pid = fork();
  if (pid == 0) guard(p, helper);
  int why = errno;
  pthread_sigmask(SIG_SETMASK, &before, NULL);
  errno = why;
  if (pid < 0) return fail_system(error, "no process for a helper program");
  c->pid = pid;
  close_fd(&c->in);
  close_fd(&c->out[1]);
  close_fd(&c->err[1]);
  close_fd(&c->report[1]);
  why = exec_failure(c);
  if (why == 0) return FZ_OK;
  siginfo_t info;
  reap(c, &info);
  bool is_missing = why == ENOENT || why == EACCES || why == ENOEXEC;
  return fz_error_set(error, is_missing ? FZ_MISSING : FZ_IO, (size_t)-1,
                      "the program %s cannot be run: %s", helper->argv[0], strerror(abs(why)));
}

/* ---- while it runs ------------------------------------------------------------------------- */

typedef struct sink {
  int *fd;
  char *bytes;
  size_t length, capacity, max;
  bool overflows; /* more than max is forgotten, not refused */
} sink;

static fz_status make_room(sink *s, fz_error *error) {
  if (s->capacity - s->length > STEP) return FZ_OK;
  size_t capacity = s->capacity < STEP ? 2 * STEP : 2 * s->capacity;
  char *bytes = realloc(s->bytes, capacity);
  if (bytes == NULL) return fz_error_set(error, FZ_NOMEM, (size_t)-1, "out of memory");
  s->bytes = bytes;
  s->capacity = capacity;
  return FZ_OK;
}

/* Takes what is there; closes the pipe at its end. */
static fz_status drain(sink *s, const char *name, fz_error *error) {
  fz_status status = make_room(s, error);
  if (status != FZ_OK) return status;
  ssize_t n = read(*s->fd, s->bytes + s->length, STEP);
  if (n < 0 && (errno == EINTR || errno == EAGAIN)) return FZ_OK;
  if (n <= 0) return close_fd(s->fd), FZ_OK;
  size_t room = s->max - s->length;
  if ((size_t)n > room && !s->overflows)
    return fz_error_set(error, FZ_HELPER, (size_t)-1, "%s printed more than %zu bytes", name,
                        s->max);
  s->length += (size_t)n > room ? room : (size_t)n;
  return FZ_OK;
}

static fz_status check_limits(const fz_helper *helper, double deadline, fz_error *error) {
  if (helper->is_cancelled != NULL && helper->is_cancelled(helper->data))
    return fz_error_set(error, FZ_HELPER, (size_t)-1, "%s was interrupted", helper->argv[0]);
  if (now() < deadline) return FZ_OK;
  return fz_error_set(error, FZ_HELPER, (size_t)-1, "%s took longer than %g seconds",
                      helper->argv[0], helper->seconds);
}

static int milliseconds_left(double deadline) {
  double left = (deadline - now()) * 1000;
  return left < 0 ? 0 : left > TICK ? TICK : (int)left + 1;
}

/* Reads both pipes until they are closed. */
static fz_status listen_to(const fz_helper *helper, sink sinks[2], double deadline,
                           fz_error *error) {
  fz_status status = FZ_OK;
  while (status == FZ_OK && (*sinks[0].fd >= 0 || *sinks[1].fd >= 0)) {
    struct pollfd fds[2] = {{*sinks[0].fd, POLLIN, 0}, {*sinks[1].fd, POLLIN, 0}};
    int n = poll(fds, 2, milliseconds_left(deadline));
    if (n < 0 && errno != EINTR) return fail_system(error, "cannot wait for a helper program");
    for (int i = 0; n > 0 && i < 2 && status == FZ_OK; i++) {
      if (fds[i].revents != 0) status = drain(&sinks[i], helper->argv[0], error);
    }
    if (status == FZ_OK) status = check_limits(helper, deadline, error);
  }
  return status;
}

/* Its pipes are closed: waits until it has ended, but leaves it to be reaped, so that its number
** still names its group. */
static fz_status wait_for_end(const fz_helper *helper, child *c, double deadline, fz_error *error) {
  for (int pause = 1;; pause = pause < TICK / 2 ? 2 * pause : TICK) {
    siginfo_t info = {0};
    int n = waitid(P_PID, (id_t)c->pid, &info, WEXITED | WNOHANG | WNOWAIT);
    if (n != 0 && errno != EINTR) return FZ_OK; /* somebody else reaped it */
    if (n == 0 && info.si_pid != 0) return FZ_OK;
    fz_status status = check_limits(helper, deadline, error);
    if (status != FZ_OK) return status;
    int left = milliseconds_left(deadline);
    poll(NULL, 0, pause < left ? pause : left);
  }
}

/* ---- how it ended -------------------------------------------------------------------------- */

/* The last line of standard error that says something. */
static const char *last_words(const sink *err, int *length) {
  size_t stop = err->length;
  while (stop > 0 && (unsigned char)err->bytes[stop - 1] <= ' ') stop--;
  size_t start = stop;
  while (start > 0 && err->bytes[start - 1] != '\n') start--;
  if (stop - start > 160) stop = start + 160;
  *length = (int)(stop - start);
  return stop > start ? err->bytes + start : "";
}

static fz_status judge(const fz_helper *helper, const siginfo_t *info, const sink *err,
                       fz_error *error) {
  if (info->si_code == CLD_EXITED && info->si_status == 0) return FZ_OK;
  if (info->si_code == 0)
    return fz_error_set(error, FZ_IO, (size_t)-1,
                        "how %s ended is not known: SIGCHLD is ignored, or somebody else waits",
                        helper->argv[0]);
  int length;
  const char *words = last_words(err, &length);
  const char *colon = length > 0 ? ": " : "";
  if (info->si_code != CLD_EXITED)
    return fz_error_set(error, FZ_HELPER, (size_t)-1, "%s was killed by signal %d (%s)%s%.*s",
                        helper->argv[0], info->si_status, strsignal(info->si_status), colon, length,
                        words);
  return fz_error_set(error, FZ_HELPER, (size_t)-1, "%s ended with status %d%s%.*s",
                      helper->argv[0], info->si_status, colon, length, words);
}

static fz_status terminate(sink *s, fz_error *error) {
  fz_status status = make_room(s, error);
  if (status == FZ_OK) s->bytes[s->length] = '\0';
  return status;
}

/* Hands over what was printed; on failure only what may explain it. */
static void hand_over(sink sinks[2], fz_status status, fz_helper_output *output) {
  if (status == FZ_OK) {
    output->out = sinks[0].bytes;
    output->out_length = sinks[0].length;
  } else {
    free(sinks[0].bytes);
  }
  bool ran = status == FZ_OK || sinks[1].bytes != NULL;
  if (ran && terminate(&sinks[1], NULL) == FZ_OK) {
    output->err = sinks[1].bytes;
    output->err_length = sinks[1].length;
  } else {
    free(sinks[1].bytes);
  }
}

static fz_status make_plan(plan *p, fz_helper *helper, fz_error *error) {
  if (helper->argv == NULL || helper->argv[0] == NULL || !(helper->seconds >= 0) ||
      helper->seconds > 1e6)
    return fz_error_set(error, FZ_INVALID, (size_t)-1, "no program, or a limit without sense");
  if (helper->seconds == 0) helper->seconds = 60;
  if (helper->output == 0) helper->output = (size_t)256 * MEGABYTE;
  p->cpu = (rlim_t)(helper->seconds * 4) + 1; /* threads of it may share the time */
  p->memory = helper->memory;
  p->file = helper->output;
  fz_status status = set_environment(p, helper->env, error);
  if (status != FZ_OK) return status;
  return fz_helper_find(helper->argv[0], p->program, sizeof p->program, error);
}

fz_status fz_helper_run(const fz_helper *asked, fz_helper_output *output, fz_error *error) {
  fz_helper helper = *asked;
  child c = {0, -1, {-1, -1}, {-1, -1}, {-1, -1}};
  sink sinks[2] = {{.fd = &c.out[0]}, {.fd = &c.err[0], .max = ERR_MAX, .overflows = true}};
  siginfo_t info = {.si_code = CLD_EXITED};
  memset(output, 0, sizeof *output);
  plan *p = malloc(sizeof *p);
  if (p == NULL) return fz_error_set(error, FZ_NOMEM, (size_t)-1, "out of memory");
  fz_status status = make_plan(p, &helper, error);
  if (status == FZ_OK) status = start(&c, p, &helper, error);
  if (status == FZ_OK) {
    double deadline = now() + helper.seconds;
    sinks[0].max = helper.output;
    status = listen_to(&helper, sinks, deadline, error);
    if (status == FZ_OK) status = wait_for_end(&helper, &c, deadline, error);
    reap(&c, &info);
    if (status == FZ_OK) status = judge(&helper, &info, &sinks[1], error);
    if (status == FZ_OK) status = terminate(&sinks[0], error);
    if (status == FZ_OK) status = terminate(&sinks[1], error);
  }
  close_child(&c);
  hand_over(sinks, status, output);
  free(p);
  return status;
}

void fz_helper_clear(fz_helper_output *output) {
  free(output->out);
  free(output->err);
  memset(output, 0, sizeof *output);
}
