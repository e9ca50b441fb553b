/*
** digest.c: SHA-256 (FIPS 180-4) by the instructions that processors have for it, where they do;
** elsewhere by libmd, which takes seven times as long.
*/
#include "text/digest.h"

#include <sha2.h>
#include <stdbool.h>
#include <stdint.h>

#if defined(__x86_64__) && defined(__GNUC__)

#include <cpuid.h>
#include <immintrin.h>
#include <stdatomic.h>
#include <string.h>

enum { BLOCK = 64, ROUNDS = 64 };

/* The first 32 bits of the fractional parts of the cube roots of the first 64 primes. */
static const uint32_t constants[ROUNDS] = {
    0x428A2F98, 0x71374491, 0xB5C0FBCF, 0xE9B5DBA5, 0x3956C25B, 0x59F111F1, 0x923F82A4, 0xAB1C5ED5,
    0xD807AA98, 0x12835B01, 0x243185BE, 0x550C7DC3, 0x72BE5D74, 0x80DEB1FE, 0x9BDC06A7, 0xC19BF174,
    0xE49B69C1, 0xEFBE4786, 0x0FC19DC6, 0x240CA1CC, 0x2DE92C6F, 0x4A7484AA, 0x5CB0A9DC, 0x76F988DA,
    0x983E5152, 0xA831C66D, 0xB00327C8, 0xBF597FC7, 0xC6E00BF3, 0xD5A79147, 0x06CA6351, 0x14292967,
    0x27B70A85, 0x2E1B2138, 0x4D2C6DFC, 0x53380D13, 0x650A7354, 0x766A0ABB, 0x81C2C92E, 0x92722C85,
    0xA2BFE8A1, 0xA81A664B, 0xC24B8B70, 0xC76C51A3, 0xD192E819, 0xD6990624, 0xF40E3585, 0x106AA070,
    0x19A4C116, 0x1E376C08, 0x2748774C, 0x34B0BCB5, 0x391C0CB3, 0x4ED8AA4A, 0x5B9CCA4F, 0x682E6FF3,
    0x748F82EE, 0x78A5636F, 0x84C87814, 0x8CC70208, 0x90BEFFFA, 0xA4506CEB, 0xBEF9A3F7, 0xC67178F2,
};

static bool has_instructions(void) {
  unsigned a, b, c, d;
  if (!__get_cpuid(1, &a, &b, &c, &d) || !(c & bit_SSSE3) || !(c & bit_SSE4_1)) return false;
  return __get_cpuid_count(7, 0, &a, &b, &c, &d) && (b & bit_SHA);
}

/* Asked once, for a virtual machine takes microseconds to answer; two threads may ask at once. */
static bool is_fast(void) {
  enum { UNKNOWN, SLOW, FAST_ENOUGH };
  static atomic_int known = UNKNOWN;
  int found = atomic_load_explicit(&known, memory_order_relaxed);
  if (found == UNKNOWN) {
    found = has_instructions() ? FAST_ENOUGH : SLOW;
    atomic_store_explicit(&known, found, memory_order_relaxed);
  }
  return found == FAST_ENOUGH;
}

#define FAST __attribute__((target("sha,sse4.1,ssse3")))

/* The words of the message that the four rounds from `round` on take, from those of the 16 before. */
FAST static __m128i next_words(const __m128i w[4], int round) {
  int i = round / 4;
  __m128i first = w[i & 3], second = w[(i + 1) & 3], third = w[(i + 2) & 3], last = w[(i + 3) & 3];
  __m128i sum = _mm_add_epi32(_mm_sha256msg1_epu32(first, second), _mm_alignr_epi8(last, third, 4));
  return _mm_sha256msg2_epu32(sum, last);
}

/* Takes whole blocks into the state, which is kept as the instructions want it: ABEF and CDGH. */
FAST static void take_blocks(__m128i state[2], const unsigned char *bytes, size_t count) {
  const __m128i turn = _mm_set_epi64x(0x0C0D0E0F08090A0B, 0x0405060700010203);
  for (; count > 0; count--, bytes += BLOCK) {
    __m128i w[4], abef = state[0], cdgh = state[1];
    for (int i = 0; i < 4; i++) {
      memcpy(&w[i], bytes + 16 * i, 16);
      w[i] = _mm_shuffle_epi8(w[i], turn);
    }
    for (int round = 0; round < ROUNDS; round += 4) {
      __m128i k;
      memcpy(&k, constants + round, sizeof k);
      if (round >= 16) w[round / 4 & 3] = next_words(w, round);
      __m128i sum = _mm_add_epi32(w[round / 4 & 3], k);
      cdgh = _mm_sha256rnds2_epu32(cdgh, abef, sum);
      abef = _mm_sha256rnds2_epu32(abef, cdgh, _mm_shuffle_epi32(sum, 0x0E));
    }
    state[0] = _mm_add_epi32(state[0], abef);
    state[1] = _mm_add_epi32(state[1], cdgh);
  }
}

static void write_hexadecimal(const uint32_t words[8], char digest[65]) {
  static const char digits[] = "0123456789abcdef";
  for (size_t i = 0; i < 64; i++) digest[i] = digits[words[i / 8] >> (28 - 4 * (i % 8)) & 15];
  digest[64] = '\0';
}

/* What is left over, a one, noughts, and the length in bits, big end first: one block or two. */
static size_t pad(const unsigned char *rest, size_t left, size_t length, unsigned char *blocks) {
  size_t count = left + 9 <= BLOCK ? 1 : 2;
  memset(blocks, 0, count * BLOCK);
  if (left > 0) memcpy(blocks, rest, left);
  blocks[left] = 0x80;
  uint64_t bits = (uint64_t)length * 8;
  for (size_t i = 0; i < 8; i++) blocks[count * BLOCK - 1 - i] = (unsigned char)(bits >> 8 * i);
  return count;
}

FAST static void digest_fast(const unsigned char *bytes, size_t length, char digest[65]) {
  /* The first 32 bits of the fractional parts of the square roots of the first 8 primes. */
  const uint32_t a = 0x6A09E667, b = 0xBB67AE85, c = 0x3C6EF372, d = 0xA54FF53A, e = 0x510E527F,
                 f = 0x9B05688C, g = 0x1F83D9AB, h = 0x5BE0CD19;
  __m128i state[2] = {_mm_set_epi32((int)a, (int)b, (int)e, (int)f),
                      _mm_set_epi32((int)c, (int)d, (int)g, (int)h)};
  unsigned char blocks[2 * BLOCK];
  size_t whole = length / BLOCK;
  take_blocks(state, bytes, whole);
  take_blocks(state, blocks, pad(bytes + whole * BLOCK, length % BLOCK, length, blocks));
  uint32_t abef[4], cdgh[4];
  memcpy(abef, &state[0], sizeof abef);
  memcpy(cdgh, &state[1], sizeof cdgh);
  const uint32_t words[8] = {abef[3], abef[2], cdgh[3], cdgh[2], abef[1], abef[0], cdgh[1], cdgh[0]};
  write_hexadecimal(words, digest);
}

void fz_digest(const void *bytes, size_t length, char digest[65]) {
  if (is_fast())
    digest_fast(bytes, length, digest);
  else
    SHA256Data(bytes, length, digest);
}

#else

void fz_digest(const void *bytes, size_t length, char digest[65]) { SHA256Data(bytes, length, digest); }

#endif
