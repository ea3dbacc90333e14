// Memory functions for all parts of the kernel. Up to 64 bytes are read beyond the end of a text, and up to 15 are
// written beyond a copy. The memory has this spare room.

export const LF: u32 = 0x0a;
export const CR: u32 = 0x0d;
export const QUOTE: u32 = 0x22;
export const COMMA: u32 = 0x2c;
export const OPEN_BRACKET: u32 = 0x5b;
export const CLOSE_BRACKET: u32 = 0x5d;
export const OPEN_BRACE: u32 = 0x7b;
export const CLOSE_BRACE: u32 = 0x7d;

/** Bytes of a cell: its begin, and its end at offset 4. */
export const CELL_BYTES: u32 = 8;
/**
 * Bytes of a piece: its address, and at the offsets 4, 8 and 12 its length, its flags and the next piece of its list.
 */
export const PIECE_BYTES: u32 = 16;

/** The words that a call returns in addition to its result. */
export const OUTPUTS: u32 = <u32>memory.data(16, 16);

export function byteAt(at: u32): u32 {
  return load<u8>(at);
}

export function putByte(at: u32, byte: u32): void {
  store<u8>(at, <u8>byte);
}

/** Copies a text. The bytes beyond the copy may be overwritten. */
export function copy(to: u32, from: u32, length: u32): void {
  for (let i: u32 = 0; i < length; i += 16) v128.store(to + i, v128.load(from + i));
}

export function isEqual(one: u32, other: u32, length: u32): bool {
  for (; length >= 8; length -= 8) {
    if (load<u64>(one) !== load<u64>(other)) return false;
    one += 8;
    other += 8;
  }
  return length === 0 || (load<u64>(one) ^ load<u64>(other)) << ((8 - length) * 8) === 0;
}

/**
 * The address of the piece that a source has for a row. A source consists of the address at which the number of the
 * first row's piece is, and the distance to that of the next row.
 */
export function pieceOf(source: u32, row: u32, pieces: u32): u32 {
  return pieces + load<u32>(load<u32>(source) + row * load<u32>(source, 4)) * PIECE_BYTES;
}
