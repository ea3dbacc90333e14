/**
 * What the text of a file is, said once more and as simply as can be: the product's own code is not used, and nothing
 * here is fast. A spool is a string of one character a byte, as the rest of the oracle wants it.
 */

export interface Refused {
  readonly refused: string;
}

const MB = 1_000_000;
const SAMPLE = 64 * 1024;

/** The plain UTF-8 of a file that is not packed, or why it cannot be read. */
export function spoolOf(bytes: Buffer): string | Refused {
  const start = bytes.subarray(0, 4).toString('hex');
  if (start === '504b0304' || start === '504b0506') return { refused: 'file_zipped' };
  if (start === 'fffe0000' || start === '0000feff') return { refused: 'encoding_unknown' };
  if (start.startsWith('efbbbf')) return bytes.toString('latin1', 3);
  if (start.startsWith('fffe')) return recoded(bytes, 'utf-16le');
  if (start.startsWith('feff')) return recoded(bytes, 'utf-16be');
  if (/^(?!00)..00(?!00)..00$|^00(?!00)..00(?!00)..$/.test(start)) return { refused: 'encoding_unmarked' };
  return isBinary(bytes.subarray(0, SAMPLE)) ? { refused: 'file_binary' } : bytes.toString('latin1');
}

function recoded(bytes: Buffer, encoding: string): string {
  return Buffer.from(new TextDecoder(encoding).decode(bytes)).toString('latin1');
}

function isBinary(sample: Buffer): boolean {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is counted
  const controls = sample.toString('latin1').match(/[\0-\x08\x0e-\x1a\x1c-\x1f\x7f]/g)?.length ?? 0;
  return controls >= 32 && controls > sample.length / 20;
}

/** The text of bytes that are UTF-8, more or less: what is not becomes U+FFFD. */
export function textOf(spool: string): string {
  return Buffer.from(spool, 'latin1').toString('utf8');
}

export function isTooLarge(record: string): boolean {
  return record.length > MB;
}
