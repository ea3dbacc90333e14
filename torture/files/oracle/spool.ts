/**
 * The text of a file, by a simple and slow implementation that shares no code with the product. A spool is a string
 * with one character per byte, as the rest of the oracle expects it.
 */

export interface Refused {
  readonly refused: string;
}

const MB = 1_000_000;
const SAMPLE = 64 * 1024;

/** The plain UTF-8 of an uncompressed file without the end marks of DOS, or the reason for a refusal. */
export function spoolOf(bytes: Buffer): string | Refused {
  const text = plainText(bytes);
  return typeof text === 'string' ? withoutEndMarks(text) : text;
}

function plainText(bytes: Buffer): string | Refused {
  const start = bytes.subarray(0, 4).toString('hex');
  if (start === '504b0304' || start === '504b0506') return { refused: 'file_zipped' };
  if (start === 'd0cf11e0') return { refused: 'workbook_old' };
  if (start === 'fffe0000' || start === '0000feff') return { refused: 'encoding_unknown' };
  if (start.startsWith('efbbbf')) return bytes.toString('latin1', 3);
  if (start.startsWith('fffe')) return recoded(bytes, 'utf-16le');
  if (start.startsWith('feff')) return recoded(bytes, 'utf-16be');
  const sample = bytes.subarray(0, SAMPLE);
  const startsAsUtf16 = /^(?!00)..00(?!00)..00$|^00(?!00)..00(?!00)..$/.test(start);
  if (startsAsUtf16 || hasNulsOfUtf16(sample)) return { refused: 'encoding_unmarked' };
  return isBinary(sample) ? { refused: 'file_binary' } : bytes.toString('latin1');
}

/** Whether many bytes are NUL, almost all of them at even positions, or almost all at odd positions. */
function hasNulsOfUtf16(sample: Buffer): boolean {
  const positions = [...sample.keys()].filter((position) => sample[position] === 0);
  const even = positions.filter((position) => position % 2 === 0).length;
  const odd = positions.length - even;
  const isMany = sample.length >= 4 && positions.length >= 8 && positions.length >= sample.length / 20;
  return isMany && (even > 10 * odd || odd > 10 * even);
}

function withoutEndMarks(text: string): string {
  let end = text.length;
  while (text[end - 1] === '\x1a') end -= 1;
  return text.slice(0, end);
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
