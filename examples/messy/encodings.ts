/** Encodings that old programs write. Node can decode all of them, but of these it encodes only UTF-16. */

/** One byte for each character. */
export function windows1252(text: string): Uint8Array {
  return encodeBy(BYTES_OF_WINDOWS_1252, text);
}

/** One or two bytes for each character. */
export function shiftJis(text: string): Uint8Array {
  return encodeBy(BYTES_OF_SHIFT_JIS, text);
}

export function utf16le(text: string): Uint8Array {
  return Buffer.from(text, 'utf16le');
}

/** The inverse of a decoder, for all characters of these sequences. */
function invert(encoding: string, sequences: Iterable<readonly number[]>): ReadonlyMap<string, readonly number[]> {
  const decoder = new TextDecoder(encoding);
  const bytes = new Map<string, readonly number[]>();
  for (const sequence of sequences) {
    const text = decoder.decode(Uint8Array.from(sequence));
    if ([...text].length === 1 && text !== '\ufffd' && !bytes.has(text)) bytes.set(text, sequence);
  }
  return bytes;
}

function* singles(): Generator<readonly number[]> {
  for (let byte = 0; byte <= 0xff; byte++) yield [byte];
}

function* singlesAndPairs(): Generator<readonly number[]> {
  yield* singles();
  for (let first = 0x81; first <= 0xfc; first++) {
    for (let second = 0x40; second <= 0xfc; second++) yield [first, second];
  }
}

const BYTES_OF_WINDOWS_1252 = invert('windows-1252', singles());
const BYTES_OF_SHIFT_JIS = invert('shift_jis', singlesAndPairs());

function encodeBy(table: ReadonlyMap<string, readonly number[]>, text: string): Uint8Array {
  const bytes: number[] = [];
  for (const character of text) {
    const sequence = table.get(character);
    if (sequence === undefined) throw new RangeError(`The encoding has no ${JSON.stringify(character)}.`);
    bytes.push(...sequence);
  }
  return Uint8Array.from(bytes);
}
