/*
** alloc_helper_test.c: a program run while every allocation of ours fails in turn: the call says
** so, leaves no process behind and leaks nothing. Linked with --wrap for the allocating functions.
*/
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>

#include <cmocka.h>

#include "failing.h"
#include "fazhi/helper.h"

/* Prints enough that the buffers grow several times. */
static fz_status try_run(void) {
  static const char *const argv[] = {"sh", "-c", "head -c 500000 /dev/zero; echo complaint >&2",
                                     NULL};
  fz_helper_output output;
  fz_error error = {0};
  asked = 0;
  fz_status status = fz_helper_run(&(fz_helper){.argv = argv}, &output, &error);
  failing = 0;
  if (status == FZ_OK) {
    assert_int_equal(output.out_length, 500000);
    assert_string_equal(output.err, "complaint\n");
  } else {
    assert_int_equal(status, FZ_NOMEM);
    assert_string_equal(error.message, "out of memory");
    assert_null(output.out);
  }
  fz_helper_clear(&output);
  assert_int_equal(waitpid(-1, NULL, WNOHANG), -1);
  assert_int_equal(errno, ECHILD);
  return status;
}

static void test_each_allocation_fails_once(void **state) {
  (void)state;
  long failures = 0;
  for (long n = 1; n < 100; n++) {
    failing = n;
    if (try_run() == FZ_OK && asked < n) break;
    failures++;
  }
  assert_true(failures >= 4);
  assert_int_equal(try_run(), FZ_OK);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_each_allocation_fails_once)};
  cmocka_set_message_output(CM_OUTPUT_TAP);
  return cmocka_run_group_tests(tests, NULL, NULL);
}
