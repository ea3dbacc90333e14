import type { Utf8 } from '../../core/record/row-block.ts';

/** Texts up to this length are written faster byte by byte than by a native call. */
const MAX_SHORT_LENGTH = 48;
const BEYOND_ASCII = 0x80;

const { utf8Slice, latin1Slice } = Buffer.prototype as unknown as Record<
  'utf8Slice' | 'latin1Slice',
  (this: Uint8Array, from: number, to: number) => string
>;

export const utf8: Utf8 = {
  decode: (bytes, from, to) => (from === to ? '' : utf8Slice.call(bytes, from, to)),
  decodeBytes: (bytes, from, to) => (from === to ? '' : latin1Slice.call(bytes, from, to)),
  write(text, bytes, at) {
    const { length } = text;
    if (length <= MAX_SHORT_LENGTH) {
      let written = 0;
      while (written < length) {
        const code = text.charCodeAt(written);
        if (code >= BEYOND_ASCII) break;
        bytes[at + written] = code;
        written++;
      }
      if (written === length) return length;
    }
    return Buffer.from(bytes.buffer, bytes.byteOffset + at, bytes.length - at).write(text);
  },
};
