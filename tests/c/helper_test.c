/*
** helper_test.c: programs that hang, fork, print without end, never read, die or do not exist, run
** through fz_helper. /bin/sh plays all of them.
*/
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "fazhi/helper.h"

static fz_status run(const char *script, fz_helper helper, fz_helper_output *output,
                     fz_error *error) {
  const char *argv[] = {"sh", "-c", script, NULL};
  helper.argv = argv;
  return fz_helper_run(&helper, output, error);
}

static void check_fails(const char *script, fz_helper helper, const char *says) {
  fz_helper_output output;
  fz_error error = {0};
  assert_int_equal(run(script, helper, &output, &error), FZ_HELPER);
  assert_null(output.out);
  if (strstr(error.message, says) == NULL) fail_msg("%s lacks %s", error.message, says);
  fz_helper_clear(&output);
}

static void check_prints(const char *script, fz_helper helper, const char *wanted) {
  fz_helper_output output;
  fz_error error = {0};
  if (run(script, helper, &output, &error) != FZ_OK) fail_msg("%s", error.message);
  assert_string_equal(output.out, wanted);
  assert_int_equal(output.out_length, strlen(wanted));
  fz_helper_clear(&output);
}

static int open_descriptors(void) {
  DIR *dir = opendir("/proc/self/fd");
  assert_non_null(dir);
  int n = 0;
  while (readdir(dir) != NULL) n++;
  closedir(dir);
  return n;
}

static void test_input_and_both_outputs(void **state) {
  (void)state;
  fz_helper_output output;
  fz_helper helper = {.input = "甲\0乙", .input_length = 7};
  assert_int_equal(run("cat; echo oops >&2", helper, &output, NULL), FZ_OK);
  assert_int_equal(output.out_length, 7);
  assert_memory_equal(output.out, "甲\0乙", 7);
  assert_string_equal(output.err, "oops\n");
  fz_helper_clear(&output);
  check_prints("cat", (fz_helper){0}, "");
}

static void test_much_in_and_out_at_once(void **state) {
  (void)state;
  size_t length = (size_t)8 << 20;
  char *bytes = malloc(length);
  assert_non_null(bytes);
  for (size_t i = 0; i < length; i++) bytes[i] = (char)(i * 31 % 251);
  fz_helper_output output;
  fz_helper helper = {.input = bytes, .input_length = length};
  assert_int_equal(run("tee /dev/stderr", helper, &output, NULL), FZ_OK);
  assert_int_equal(output.out_length, length);
  assert_memory_equal(output.out, bytes, length);
  assert_int_equal(output.err_length, 65536);
  fz_helper_clear(&output);
  check_prints("exec <&-; echo unread", helper, "unread\n");
  free(bytes);
}

static void test_a_sleeper_is_ended(void **state) {
  (void)state;
  fz_helper helper = {.seconds = 0.3};
  check_fails("sleep 1000", helper, "sh took longer than 0.3 seconds");
  check_fails("exec >&- 2>&-; sleep 1000", helper, "longer");
  check_fails("trap '' TERM INT HUP; while :; do :; done", helper, "longer");
}

static bool is_alive(const char *number) {
  pid_t pid = (pid_t)strtol(number, NULL, 10);
  assert_true(pid > 1);
  for (int i = 0; i < 200; i++) { /* init may need a moment to reap it */
    char path[64], line[256] = "";
    snprintf(path, sizeof path, "/proc/%d/stat", (int)pid);
    FILE *file = fopen(path, "r");
    if (file == NULL) return false;
    char *got = fgets(line, sizeof line, file);
    fclose(file);
    if (got == NULL || strstr(line, ") Z ") != NULL) return false;
    usleep(10000);
  }
  return true;
}

static void test_grandchildren_die_too(void **state) {
  (void)state;
  fz_helper_output output;
  fz_error error;
  fz_helper helper = {.seconds = 0.3};
  assert_int_equal(run("sleep 1000 & echo $! >&2; wait", helper, &output, &error), FZ_HELPER);
  assert_non_null(output.err);
  assert_false(is_alive(output.err));
  fz_helper_clear(&output);
  helper.seconds = 60;
  assert_int_equal(run("sleep 1000 >&- 2>&- & echo $!", helper, &output, &error), FZ_OK);
  assert_false(is_alive(output.out));
  fz_helper_clear(&output);
}

static void test_nothing_outlives_us(void **state) {
  (void)state;
  char dir[] = "/tmp/fazhi-helper-XXXXXX", path[64], home[64], line[32] = "";
  assert_non_null(mkdtemp(dir));
  snprintf(path, sizeof path, "%s/pid", dir);
  snprintf(home, sizeof home, "HOME=%s", dir);
  pid_t ours = fork();
  assert_true(ours >= 0);
  if (ours == 0) {
    fz_helper_output output;
    const char *env[] = {home, NULL};
    run("sleep 1000 & echo $! > \"$HOME/new\"; mv \"$HOME/new\" \"$HOME/pid\"; wait",
        (fz_helper){.env = env}, &output, NULL);
    _exit(0);
  }
  FILE *file = NULL;
  for (int i = 0; i < 1000 && file == NULL; i++) {
    usleep(10000);
    file = fopen(path, "r");
  }
  assert_non_null(file);
  assert_non_null(fgets(line, sizeof line, file));
  fclose(file);
  kill(ours, SIGKILL);
  assert_int_equal(waitpid(ours, NULL, 0), ours);
  assert_false(is_alive(line));
  unlink(path);
  rmdir(dir);
}

static void test_output_without_end_is_refused(void **state) {
  (void)state;
  fz_helper helper = {.output = 1 << 20};
  check_fails("yes", helper, "printed more than 1048576 bytes");
  check_fails("head -c 1048577 /dev/zero", helper, "printed more");
  fz_helper_output output;
  assert_int_equal(run("head -c 1048576 /dev/zero", helper, &output, NULL), FZ_OK);
  assert_int_equal(output.out_length, 1 << 20);
  fz_helper_clear(&output);
  check_fails("yes >&2", (fz_helper){.seconds = 0.3}, "longer");
  check_fails("yes > \"$HOME/much\"",
              (fz_helper){.output = 4096, .env = (const char *[]){"HOME=/tmp", NULL}}, "status");
  unlink("/tmp/much");
}

static void test_memory_is_limited(void **state) {
  (void)state;
  fz_helper helper = {.memory = (size_t)64 << 20, .input = NULL};
  check_prints("echo little", helper, "little\n");
  check_fails("exec dd if=/dev/zero of=/dev/null bs=256M count=1", helper, "status 1: dd: ");
}

static void test_how_it_ended(void **state) {
  (void)state;
  check_fails("echo first >&2; echo 'Incorrect password' >&2; exit 3", (fz_helper){0},
              "sh ended with status 3: Incorrect password");
  check_fails("exit 1", (fz_helper){0}, "sh ended with status 1");
  check_fails("kill -SEGV $$", (fz_helper){0}, "sh was killed by signal 11");
}

static void test_missing_programs(void **state) {
  (void)state;
  fz_helper_output output;
  fz_error error;
  const char *none[] = {"no-such-program-of-fazhi", NULL};
  fz_helper helper = {.argv = none};
  assert_int_equal(fz_helper_run(&helper, &output, &error), FZ_MISSING);
  assert_string_equal(error.message, "the program no-such-program-of-fazhi is not installed");
  const char *folder[] = {"/tmp", NULL};
  helper.argv = folder;
  assert_int_equal(fz_helper_run(&helper, &output, &error), FZ_MISSING);
  char path[4096];
  assert_int_equal(fz_helper_find("sh", path, sizeof path, &error), FZ_OK);
  assert_int_equal(path[0], '/');
  assert_int_equal(fz_helper_find("sh", path, 3, &error), FZ_MISSING);
  assert_int_equal(fz_helper_find("", path, sizeof path, &error), FZ_MISSING);
}

static void test_a_program_that_cannot_be_executed(void **state) {
  (void)state;
  char path[] = "/tmp/fazhi-helper-XXXXXX";
  int fd = mkstemp(path);
  assert_true(fd >= 0);
  assert_int_equal(write(fd, "not a program", 13), 13);
  fchmod(fd, 0700);
  close(fd);
  const char *argv[] = {path, NULL};
  fz_helper_output output;
  fz_error error;
  fz_helper helper = {.argv = argv};
  assert_int_equal(fz_helper_run(&helper, &output, &error), FZ_MISSING);
  assert_non_null(strstr(error.message, "cannot be run"));
  unlink(path);
  const char *sh[] = {"sh", NULL};
  helper = (fz_helper){.argv = sh, .dir = "/no/such/folder"};
  assert_int_equal(fz_helper_run(&helper, &output, &error), FZ_IO);
}

static void test_senseless_limits_are_refused(void **state) {
  (void)state;
  fz_helper_output output;
  fz_error error;
  assert_int_equal(fz_helper_run(&(fz_helper){.seconds = 1}, &output, &error), FZ_INVALID);
  assert_int_equal(run("true", (fz_helper){.seconds = -1}, &output, &error), FZ_INVALID);
}

static void test_environment_is_small_and_fixed(void **state) {
  (void)state;
  setenv("FAZHI_SECRET", "hunter2", 1);
  check_prints("echo \"${FAZHI_SECRET-none} $LC_ALL $HOME\"; pwd", (fz_helper){0},
               "none C.UTF-8 /nonexistent\n/\n");
  const char *env[] = {"HOME=/tmp", "TMPDIR=/tmp", NULL};
  check_prints("echo \"$HOME $TMPDIR\"; pwd; env | wc -l", (fz_helper){.env = env, .dir = "/tmp"},
               "/tmp /tmp\n/tmp\n5\n");
  unsetenv("FAZHI_SECRET");
}

static void test_the_current_folder_is_not_searched(void **state) {
  (void)state;
  char *before = strdup(getenv("PATH"));
  char path[4096];
  setenv("PATH", ".:bin::/no/such", 1);
  assert_int_equal(chdir("/bin"), 0);
  assert_int_equal(fz_helper_find("sh", path, sizeof path, NULL), FZ_MISSING);
  setenv("PATH", before, 1);
  free(before);
}

static void test_descriptors_do_not_leak(void **state) {
  (void)state;
  int secret = open("/etc/passwd", O_RDONLY); /* without O_CLOEXEC, as somebody else may open one */
  assert_true(secret >= 0);
  int before = open_descriptors();
  check_prints("ls /proc/self/fd | tr '\\n' ' '", (fz_helper){0}, "0 1 2 3 "); /* 3 is ls's own */
  check_fails("exit 1", (fz_helper){0}, "status");
  check_fails("sleep 9", (fz_helper){.seconds = 0.05}, "longer");
  assert_int_equal(open_descriptors(), before);
  close(secret);
  assert_int_equal(waitpid(-1, NULL, WNOHANG), -1); /* and no zombie */
  assert_int_equal(errno, ECHILD);
}

static void test_with_the_standard_descriptors_closed(void **state) {
  (void)state;
  int in = dup(0), err = dup(2);
  close(0);
  close(2);
  fz_helper_output output;
  fz_helper helper = {.input = "here", .input_length = 4};
  fz_status status = run("cat; echo there >&2", helper, &output, NULL);
  dup2(in, 0);
  dup2(err, 2);
  close(in);
  close(err);
  assert_int_equal(status, FZ_OK);
  assert_string_equal(output.out, "here");
  assert_string_equal(output.err, "there\n");
  fz_helper_clear(&output);
}

static bool at_third(void *data) { return ++*(int *)data >= 3; }

static void test_it_can_be_cancelled(void **state) {
  (void)state;
  int asked = 0;
  fz_helper helper = {.is_cancelled = at_third, .data = &asked};
  check_fails("sleep 1000", helper, "sh was interrupted");
  assert_int_equal(asked, 3);
}

static void note_signal(int number) { (void)number; }

static void test_signals_of_ours_do_not_reach_it(void **state) {
  (void)state;
  struct sigaction action = {.sa_handler = note_signal}, before;
  sigaction(SIGUSR1, &action, &before);
  check_prints("for i in 1 2 3; do kill -USR1 $PPID; sleep 0.01; done; echo whole", (fz_helper){0},
               "whole\n");
  sigaction(SIGUSR1, &before, NULL);
  signal(SIGCHLD, SIG_IGN); /* then nothing is left that could say how it ended */
  fz_helper_output output;
  assert_int_equal(run("echo alone", (fz_helper){0}, &output, NULL), FZ_IO);
  fz_helper_clear(&output);
  signal(SIGCHLD, SIG_DFL);
}

static void *run_often(void *data) {
  for (int i = 0; i < 20; i++) {
    fz_helper_output output;
    fz_helper helper = {.input = data, .input_length = strlen(data)};
    if (run("cat", helper, &output, NULL) != FZ_OK) return NULL;
    bool same = strcmp(output.out, data) == 0;
    fz_helper_clear(&output);
    if (!same) return NULL;
  }
  return data;
}

static void test_from_several_threads(void **state) {
  (void)state;
  char words[4][2] = {"a", "b", "c", "d"};
  pthread_t threads[4];
  for (int i = 0; i < 4; i++)
    assert_int_equal(pthread_create(&threads[i], NULL, run_often, words[i]), 0);
  for (int i = 0; i < 4; i++) {
    void *result = NULL;
    pthread_join(threads[i], &result);
    assert_ptr_equal(result, words[i]);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_input_and_both_outputs),
      cmocka_unit_test(test_much_in_and_out_at_once),
      cmocka_unit_test(test_a_sleeper_is_ended),
      cmocka_unit_test(test_grandchildren_die_too),
      cmocka_unit_test(test_nothing_outlives_us),
      cmocka_unit_test(test_output_without_end_is_refused),
      cmocka_unit_test(test_memory_is_limited),
      cmocka_unit_test(test_how_it_ended),
      cmocka_unit_test(test_missing_programs),
      cmocka_unit_test(test_a_program_that_cannot_be_executed),
      cmocka_unit_test(test_senseless_limits_are_refused),
      cmocka_unit_test(test_environment_is_small_and_fixed),
      cmocka_unit_test(test_the_current_folder_is_not_searched),
      cmocka_unit_test(test_descriptors_do_not_leak),
      cmocka_unit_test(test_with_the_standard_descriptors_closed),
      cmocka_unit_test(test_it_can_be_cancelled),
      cmocka_unit_test(test_signals_of_ours_do_not_reach_it),
      cmocka_unit_test(test_from_several_threads),
  };
  cmocka_set_message_output(CM_OUTPUT_TAP);
  return cmocka_run_group_tests(tests, NULL, NULL);
}
