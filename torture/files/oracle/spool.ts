/**
 * The text of a file, by a simple and slow implementation that shares no code with the product. A spool is a string
 * with one character per byte, as the rest of the oracle expects it.
 */

export interface Refused {
  readonly refused: string;
}

const MB = 1_000_000;
const SAMPLE = 64 * 1024;

/** The plain UTF-8 of an uncompressed file, or the reason for a refusal. */
export function spoolOf(bytes: Buffer): string | Refused {
  const start = bytes.subarray(0, 4).toString('hex');
  if (start === '504b0304' || start === '504b0506') return { refused: 'file_zipped' };
  if (start === 'd0cf11e0') return { refused: 'workbook_old' };
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
  // biome-ignore lint/suspicious/noControlCharactersInRegex: counts them
  const controls = sample.toString('latin1').match(/[\0-\x08\x0e-\x1a\x1c-\x1f\x7f]/g)?.length ?? 0;
  return controls >= 32 && controls > sample.length / 20;
}

/** Decodes UTF-8; invalid bytes become U+FFFD. */
export function textOf(spool: string): string {
  return Buffer.from(spool, 'latin1').toString('utf8');
}

export function isTooLarge(record: string): boolean {
  return record.length > MB;
}
