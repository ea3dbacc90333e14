// SHA-256 of texts of at most MAX_HASHED bytes, four at a time: each vector holds one word of each text.

/** 64 vectors. */
const WORDS: u32 = <u32>memory.data(1024, 16);
/** 8 vectors. */
const STATE: u32 = <u32>memory.data(128, 16);

// biome-ignore format: a table
const K: u32 = <u32>memory.data<u32>([
  0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5, 0xd807aa98,
  0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174, 0xe49b69c1, 0xefbe4786,
  0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da, 0x983e5152, 0xa831c66d, 0xb00327c8,
  0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967, 0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13,
  0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85, 0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819,
  0xd6990624, 0xf40e3585, 0x106aa070, 0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a,
  0x5b9cca4f, 0x682e6ff3, 0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7,
  0xc67178f2,
]);

/** Puts a text of at most MAX_HASHED bytes into a lane: its bytes, one set bit, and its length in bits. */
export function fillLane(lane: u32, text: u32, length: u32): void {
  const words = WORDS + lane * 4;
  const end = i8x16.splat(<i8>length);
  // The bytes of four words at a time. In WORDS, each word is 16 bytes after the one before it.
  for (let i: u32 = 0; i < 64; i += 16) {
    const places = i8x16.add(i8x16(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15), i8x16.splat(<i8>i));
    const ofText = v128.and(v128.load(text + i), i8x16.lt_s(places, end));
    const bitAfter = v128.and(i8x16.eq(places, end), i8x16.splat(-0x80));
    const four = reversed(v128.or(ofText, bitAfter));
    const to = words + i * 4;
    v128.store_lane<u32>(to, four, 0);
    v128.store_lane<u32>(to, four, 1, 16);
    v128.store_lane<u32>(to, four, 2, 32);
    v128.store_lane<u32>(to, four, 3, 48);
  }
  store<u32>(words, length << 3, 15 * 16);
}

/** Hashes the texts in the lanes. */
export function hashLanes(): void {
  extendWords();
  const h0 = i32x4.splat(0x6a09e667);
  const h1 = i32x4.splat(0xbb67ae85);
  const h2 = i32x4.splat(0x3c6ef372);
  const h3 = i32x4.splat(0xa54ff53a);
  const h4 = i32x4.splat(0x510e527f);
  const h5 = i32x4.splat(0x9b05688c);
  const h6 = i32x4.splat(0x1f83d9ab);
  const h7 = i32x4.splat(0x5be0cd19);
  let a = h0;
  let b = h1;
  let c = h2;
  let d = h3;
  let e = h4;
  let f = h5;
  let g = h6;
  let h = h7;
  for (let t: u32 = 0; t < 64; t++) {
    const s1 = v128.xor(v128.xor(rotateRight(e, 6), rotateRight(e, 11)), rotateRight(e, 25));
    const choice = v128.bitselect(f, g, e);
    const word = i32x4.add(v128.load32_splat(K + t * 4), v128.load(WORDS + t * 16));
    const t1 = i32x4.add(i32x4.add(h, s1), i32x4.add(choice, word));
    const s0 = v128.xor(v128.xor(rotateRight(a, 2), rotateRight(a, 13)), rotateRight(a, 22));
    const majority = v128.bitselect(v128.or(b, c), v128.and(b, c), a);
    h = g;
    g = f;
    f = e;
    e = i32x4.add(d, t1);
    d = c;
    c = b;
    b = a;
    a = i32x4.add(t1, i32x4.add(s0, majority));
  }
  v128.store(STATE, i32x4.add(a, h0));
  v128.store(STATE, i32x4.add(b, h1), 16);
  v128.store(STATE, i32x4.add(c, h2), 32);
  v128.store(STATE, i32x4.add(d, h3), 48);
  v128.store(STATE, i32x4.add(e, h4), 64);
  v128.store(STATE, i32x4.add(f, h5), 80);
  v128.store(STATE, i32x4.add(g, h6), 96);
  v128.store(STATE, i32x4.add(h, h7), 112);
}

function extendWords(): void {
  for (let t: u32 = 16; t < 64; t++) {
    const at = WORDS + t * 16;
    const w15 = v128.load(at - 15 * 16);
    const w2 = v128.load(at - 2 * 16);
    const s0 = v128.xor(v128.xor(rotateRight(w15, 7), rotateRight(w15, 18)), i32x4.shr_u(w15, 3));
    const s1 = v128.xor(v128.xor(rotateRight(w2, 17), rotateRight(w2, 19)), i32x4.shr_u(w2, 10));
    v128.store(at, i32x4.add(i32x4.add(v128.load(at - 16 * 16), s0), i32x4.add(v128.load(at - 7 * 16), s1)));
  }
}

/** Reverses the bytes of each word: in SHA-256 the highest is first, in memory the lowest. */
function reversed(words: v128): v128 {
  return i8x16.shuffle(words, words, 3, 2, 1, 0, 7, 6, 5, 4, 11, 10, 9, 8, 15, 14, 13, 12);
}

function rotateRight(x: v128, bits: i32): v128 {
  return v128.or(i32x4.shr_u(x, bits), i32x4.shl(x, 32 - bits));
}

/** The first 16 bytes of the digest of a lane. */
export function digestOf(lane: u32): v128 {
  return fourWords(STATE + lane * 4);
}

/** Writes the digest of a lane as 64 hex digits. */
export function writeHex(lane: u32, to: u32): void {
  writeDigits(digestOf(lane), to);
  writeDigits(fourWords(STATE + 64 + lane * 4), to + 32);
}

/** The bytes of four words of a lane: those in the vectors from this address on. */
function fourWords(at: u32): v128 {
  let words = v128.load32_zero(at);
  words = v128.load_lane<u32>(at, words, 1, 16);
  words = v128.load_lane<u32>(at, words, 2, 32);
  words = v128.load_lane<u32>(at, words, 3, 48);
  return reversed(words);
}

/** Writes 16 bytes as 32 hex digits. */
function writeDigits(bytes: v128, to: u32): void {
  const digits = i8x16(48, 49, 50, 51, 52, 53, 54, 55, 56, 57, 97, 98, 99, 100, 101, 102);
  const high = i8x16.swizzle(digits, i8x16.shr_u(bytes, 4));
  const low = i8x16.swizzle(digits, v128.and(bytes, i8x16.splat(15)));
  v128.store(to, i8x16.shuffle(high, low, 0, 16, 1, 17, 2, 18, 3, 19, 4, 20, 5, 21, 6, 22, 7, 23));
  v128.store(to, i8x16.shuffle(high, low, 8, 24, 9, 25, 10, 26, 11, 27, 12, 28, 13, 29, 14, 30, 15, 31), 16);
}
