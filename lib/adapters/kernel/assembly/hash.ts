// Hashes the pieces that are written, and the identities of events.

import {
  DIGEST_BYTES,
  HAS_ISSUES,
  HASH_BYTES,
  IS_ESCAPED,
  IS_QUEUED,
  JSON_VALUE,
  KIND,
  MAX_HASHED,
  NO_VALUE,
  TEXT_VALUE,
  TO_HASH,
  VALUE_BYTES,
} from '../../../core/kernel/layout.ts';
import { byteAt, copy, PIECE_BYTES, pieceOf, putByte, QUOTE } from './memory.ts';
import { digestOf, fillLane, hashLanes, writeHex } from './sha256.ts';

const LANES: u32 = 4;
/** The piece or row in each lane. */
const IN_LANES: u32 = <u32>memory.data(16, 16);

export function queue(resolved: u32, rowCount: u32, written: u32, pieces: u32, to: u32): u32 {
  const begin = to;
  for (let row: u32 = 0; row < rowCount; row++) {
    if (byteAt(written + row) === 0) continue;
    for (let piece = load<u32>(resolved + row * 4); piece !== 0; ) {
      const at = pieces + piece * PIECE_BYTES;
      const flags = load<u32>(at, 8);
      if ((flags & (TO_HASH | IS_QUEUED)) === TO_HASH) {
        store<u32>(at, flags | IS_QUEUED, 8);
        store<u32>(to, piece);
        to += 4;
      }
      piece = load<u32>(at, 12);
    }
  }
  return (to - begin) >> 2;
}

export function hash(queued: u32, count: u32, pieces: u32, values: u32, firstFree: u32, free: u32): u32 {
  let tooLong: u32 = 0;
  let lanes: u32 = 0;
  for (let i: u32 = 0; i < count; i++) {
    const piece = load<u32>(queued + i * 4);
    const at = pieces + piece * PIECE_BYTES;
    const length = load<u32>(at, 4);
    if (length > <u32>MAX_HASHED) {
      store<u32>(queued + tooLong * 4, piece);
      tooLong += 1;
      continue;
    }
    fillLane(lanes, load<u32>(at), length);
    store<u32>(IN_LANES + lanes * 4, piece);
    lanes += 1;
    if (lanes === LANES) {
      free = writeHashes(lanes, pieces, values, firstFree, free);
      lanes = 0;
    }
  }
  if (lanes > 0) free = writeHashes(lanes, pieces, values, firstFree, free);
  return tooLong;
}

function writeHashes(lanes: u32, pieces: u32, values: u32, firstFree: u32, free: u32): u32 {
  hashLanes();
  for (let lane: u32 = 0; lane < lanes; lane++) {
    const piece = load<u32>(IN_LANES + lane * 4);
    let to = values + piece * VALUE_BYTES;
    if (piece >= firstFree) {
      to = free;
      free += HASH_BYTES;
    }
    putByte(to, QUOTE);
    writeHex(lane, to + 1);
    putByte(to + HASH_BYTES - 1, QUOTE);
    const at = pieces + piece * PIECE_BYTES;
    store<u32>(at, to);
    store<u32>(at, HASH_BYTES, 4);
    store<u32>(at, (load<u32>(at, 8) & HAS_ISSUES) | JSON_VALUE, 8);
  }
  return free;
}

/** The texts by which the receiving service recognizes an event, joined. */
const IDENTITY: u32 = <u32>memory.data(128, 16);

export function identify(
  sources: u32,
  count: u32,
  rowCount: u32,
  written: u32,
  pieces: u32,
  digests: u32,
  others: u32,
): u32 {
  let lanes: u32 = 0;
  let left: u32 = 0;
  for (let row: u32 = 0; row < rowCount; row++) {
    if (byteAt(written + row) === 0) continue;
    const length = joinIdentity(sources, count, row, pieces);
    if (length > <u32>MAX_HASHED) {
      store<u32>(others + left * 4, row);
      left += 1;
      continue;
    }
    fillLane(lanes, IDENTITY, length);
    store<u32>(IN_LANES + lanes * 4, row);
    lanes += 1;
    if (lanes === LANES) {
      writeDigests(lanes, digests);
      lanes = 0;
    }
  }
  if (lanes > 0) writeDigests(lanes, digests);
  return left;
}

function writeDigests(lanes: u32, digests: u32): void {
  hashLanes();
  for (let lane: u32 = 0; lane < lanes; lane++) {
    v128.store(digests + load<u32>(IN_LANES + lane * 4) * DIGEST_BYTES, digestOf(lane));
  }
}

/** Joins the texts at IDENTITY, and returns their length; more than MAX_HASHED if the kernel cannot hash them. */
function joinIdentity(sources: u32, count: u32, row: u32, pieces: u32): u32 {
  let length: u32 = 0;
  for (let i: u32 = 0; i < count; i++) {
    const piece = pieceOf(sources + i * 8, row, pieces);
    const flags = load<u32>(piece, 8);
    let from = load<u32>(piece);
    let bytes = load<u32>(piece, 4);
    if ((flags & KIND) !== TEXT_VALUE) {
      if ((flags & KIND) === NO_VALUE || (flags & IS_ESCAPED) !== 0 || byteAt(from) !== QUOTE) return MAX_HASHED + 1;
      from += 1;
      bytes -= 2;
    }
    if (i > 0) {
      putByte(IDENTITY + length, 0);
      length += 1;
    }
    if (length + bytes > <u32>MAX_HASHED) return MAX_HASHED + 1;
    copy(IDENTITY + length, from, bytes);
    length += bytes;
  }
  return length;
}
