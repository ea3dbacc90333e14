/** A file of an archive. */
export interface TarFile {
  readonly path: string;
  readonly bytes: Uint8Array;
}

/** The header of an entry is one block. The content of the entry is padded to full blocks. */
const BLOCK_BYTES = 512;
/** The types of entries that are files: `0`, a zero byte and nothing mean the same. */
const FILE_TYPES = ['0', '\0', ''];
/** Types of entries that contain the path of the next entry, in pax and GNU archives. */
const PAX = 'x';
const GNU_LONG_NAME = 'L';

/**
 * The files of a tar archive, without folders and links; undefined if the bytes are not such an archive. The fields of
 * a header have the offsets of POSIX ustar. A zero byte in place of a header ends the archive.
 */
export function readTar(bytes: Uint8Array, decode: (bytes: Uint8Array) => string): readonly TarFile[] | undefined {
  const files: TarFile[] = [];
  let longPath: string | undefined;
  for (let at = 0; at < bytes.length && bytes[at] !== 0; ) {
    const entry = readEntry(bytes.subarray(at), decode);
    if (!entry) return undefined;
    const { path, type, content } = entry;
    at += BLOCK_BYTES + Math.ceil(content.length / BLOCK_BYTES) * BLOCK_BYTES;
    if (type === PAX) longPath = paxPath(decode(content)) ?? longPath;
    else if (type === GNU_LONG_NAME) longPath = untilZero(decode(content));
    else {
      if (FILE_TYPES.includes(type)) files.push({ path: (longPath ?? path).replace(/^(?:\.\/)+/, ''), bytes: content });
      longPath = undefined;
    }
  }
  return files;
}

/** The entry at the beginning of some bytes; undefined if there is none, or not all of it. */
function readEntry(bytes: Uint8Array, decode: (bytes: Uint8Array) => string) {
  if (!isHeader(bytes.subarray(0, BLOCK_BYTES))) return undefined;
  const textAt = (from: number, length: number) => untilZero(decode(bytes.subarray(from, from + length)));
  const size = Number.parseInt(textAt(124, 12).trim() || '0', 8);
  const content = bytes.subarray(BLOCK_BYTES, BLOCK_BYTES + size);
  if (!Number.isSafeInteger(size) || size < 0 || content.length < size) return undefined;
  const name = textAt(0, 100);
  const prefix = textAt(257, 5) === 'ustar' ? textAt(345, 155) : '';
  return { path: prefix === '' ? name : `${prefix}/${name}`, type: textAt(156, 1), content };
}

/** Recognizes a header by its checksum, in which the checksum itself counts as spaces. */
function isHeader(header: Uint8Array): boolean {
  const digits = String.fromCharCode(...header.subarray(148, 156)).replace(/[\0 ]+$/, '');
  const sum = header.reduce((total, byte, index) => total + (index >= 148 && index < 156 ? 32 : byte), 0);
  return Number.parseInt(digits.trim(), 8) === sum;
}

function untilZero(text: string): string {
  const end = text.indexOf('\0');
  return end < 0 ? text : text.slice(0, end);
}

/** The path in pax records such as `27 path=queries/orders.sql\n`, where 27 is the length of the record. */
function paxPath(records: string): string | undefined {
  return /(?:^|\n)\d+ path=([^\n]*)\n/.exec(records)?.[1];
}
