import { crc32, deflateRawSync, gzipSync } from 'node:zlib';
import { bytes, file, gzip, HEADER, lines, row } from '../bytes.ts';
import { allValid, type CorpusFile, refused, valid } from '../corpus-file.ts';
import { MAX_UNPACKED_BYTES } from '../product.ts';

/** Gzip files, intact and damaged, gzip bombs, and files that are not CSV. */

const content = file(row(1), row(2));
const compressed = gzip(content);

/** The gzip member with one byte changed; a negative `at` counts from the end. */
function changed(at: number, change: (byte: number) => number): Buffer {
  return Buffer.from(compressed.with(at, change(compressed.at(at) ?? 0)));
}

/** A member with all optional header parts: extra bytes, a name, a comment, a checksum of the header. */
function withHeaderParts(nameBytes: number): Buffer {
  const head = bytes(0x1f, 0x8b, 8, 0x1e, 0, 0, 0, 0, 0, 255, 2, 0, 'ex', 'n'.repeat(nameBytes), 0, 'comment', 0);
  const checksum = Buffer.alloc(2);
  checksum.writeUInt16LE(crc32(head) & 0xffff);
  return bytes(head, checksum, deflateRawSync(content), compressed.subarray(-8));
}

const MEMBER_BYTES = 50_000_000;

/** `total` bytes of `piece` as equal members: a bomb that is cheap to create and never unpacked as a whole. */
function* members(piece: string, total: number): Generator<Uint8Array> {
  const member = gzipSync(piece.repeat(Math.ceil(MEMBER_BYTES / piece.length)), { level: 9 });
  for (let made = 0; made < total; made += MEMBER_BYTES) yield member;
}

/** Different rows, which compress to a tenth rather than a thousandth. */
function* differentRows(total: number): Generator<Uint8Array> {
  yield gzip(lines(HEADER));
  for (let made = 0, n = 0; made < total; n += 10_000) {
    const rows = Array.from({ length: 10_000 }, (_, i) => `${row(n + i)}\n`).join('');
    made += rows.length;
    yield gzip(rows);
  }
}

const wholeGzip: readonly CorpusFile[] = [
  { name: 'gzip', content: () => compressed, expected: allValid(2, 3) },
  {
    name: 'gzip in two members, cut within a record',
    content: () => bytes(gzip(content.subarray(0, 70)), gzip(content.subarray(70))),
    expected: allValid(2, 3),
  },
  {
    name: 'gzip with a member for each byte',
    content: () => bytes(...[...content].map((byte) => gzip(byte))),
    expected: allValid(2, 3),
  },
  {
    name: 'gzip with empty members before, between and after others',
    content: () => bytes(gzip(), gzip(), gzip(content), gzip(), gzip(row(3)), gzip()),
    expected: allValid(2, 3, 4),
  },
  { name: 'gzip of an empty file', content: () => gzip(), expected: refused('file_empty') },
  { name: 'gzip of a byte order mark', content: () => gzip('\ufeff'), expected: refused('file_empty') },
  {
    name: 'gzip with all optional header parts',
    content: () => withHeaderParts(8),
    expected: allValid(2, 3),
  },
  { name: 'gzip with a name of 60 kB in its header', content: () => withHeaderParts(60_000), expected: allValid(2, 3) },
  { name: 'gzip of stored blocks', content: () => gzipSync(content, { level: 0 }), expected: allValid(2, 3) },
];

const brokenGzip: readonly CorpusFile[] = [
  ...[2, 3, 9, 10, 11].map(
    (length): CorpusFile => ({
      name: `gzip that ends after ${length} bytes`,
      content: () => compressed.subarray(0, length),
      expected: refused('gzip_truncated'),
    }),
  ),
  {
    name: 'gzip that ends in the middle',
    content: () => gzip(...Array.from({ length: 20_000 }, (_, i) => `${row(i)}\n`)).subarray(0, 100_000),
    expected: refused('gzip_truncated'),
  },
  ...[1, 4, 7, 8].map(
    (missing): CorpusFile => ({
      name: `gzip without its last ${missing} bytes`,
      content: () => compressed.subarray(0, -missing),
      expected: refused('gzip_truncated'),
    }),
  ),
  {
    name: 'gzip whose second member ends too early',
    content: () => bytes(compressed, gzip(row(3)).subarray(0, -1)),
    expected: refused('gzip_truncated'),
  },
  {
    name: 'gzip with only the magic bytes of a second member',
    content: () => bytes(compressed, 0x1f, 0x8b),
    expected: refused('gzip_truncated'),
  },
  {
    name: 'gzip with a wrong checksum',
    content: () => changed(-8, (byte) => byte ^ 1),
    expected: refused('gzip_corrupt'),
  },
  {
    name: 'gzip with a wrong length',
    content: () => changed(-4, (byte) => byte ^ 1),
    expected: refused('gzip_corrupt'),
  },
  {
    name: 'gzip with an unknown compression method',
    content: () => changed(2, () => 9),
    expected: refused('gzip_corrupt'),
  },
  {
    name: 'gzip with reserved flags',
    content: () => changed(3, () => 0xe0),
    expected: refused('gzip_corrupt'),
  },
  {
    name: 'gzip with a bit flipped in the middle',
    content: () => changed(40, (byte) => byte ^ 0x10),
    expected: refused('gzip_corrupt'),
  },
  { name: 'gzip followed by text', content: () => bytes(compressed, row(3), '\n'), expected: refused('gzip_corrupt') },
  {
    name: 'gzip followed by a line break, which might be a truncated member',
    content: () => bytes(compressed, '\n'),
    expected: refused('gzip_truncated'),
  },
  {
    name: 'gzip followed by NULs',
    content: () => bytes(compressed, new Uint8Array(512)),
    expected: refused('gzip_corrupt'),
  },
  {
    name: 'gzip followed by NULs and a member',
    content: () => bytes(compressed, new Uint8Array(512), gzip(row(3))),
    expected: refused('gzip_corrupt'),
  },
  { name: 'gzip of gzip', content: () => gzip(compressed), expected: refused('gzip_nested') },
  {
    name: 'gzip of an empty member and of gzip',
    content: () => bytes(gzip(), gzip(compressed)),
    expected: refused('gzip_nested'),
  },
  {
    name: 'gzip of 3000 empty members and of gzip',
    content: () => bytes(gzip(), ...Array.from({ length: 3000 }, () => gzip()), gzip(compressed)),
    expected: refused('gzip_nested'),
  },
];

const bombs: readonly CorpusFile[] = [
  {
    name: 'a gzip bomb of NULs, 10 MB that would be 10 GB',
    content: () => members('\0', 10e9),
    expected: refused('file_binary'),
    isGiant: true,
  },
  {
    name: 'a gzip bomb of one repeated record, 10 MB that would be 10 GB',
    content: () => members(`${row(1)}\n`, 10e9),
    expected: refused('gzip_ratio', { maxRatio: 200 }),
    isGiant: true,
  },
  {
    name: 'a gzip bomb of line breaks',
    content: () => members('\n', 10e9),
    expected: refused('gzip_ratio', { maxRatio: 200 }),
    isGiant: true,
  },
  {
    name: 'gzip that unpacks to more bytes than allowed',
    content: () => differentRows(210e6),
    expected: refused('gzip_too_large', { maxBytes: MAX_UNPACKED_BYTES }),
    isGiant: true,
  },
];

const zip = bytes('PK', 3, 4, 20, 0, 0, 0, 8, 0, 'events.csv');
const png = bytes(
  0x89,
  'PNG',
  13,
  10,
  26,
  10,
  0,
  0,
  0,
  13,
  'IHDR',
  ...Array.from({ length: 400 }, (_, i) => (i * 7) % 256),
);
const pdf = bytes('%PDF-1.7\n%', 0xe2, 0xe3, 0xcf, 0xd3, '\n1 0 obj\n<< /Length 44 >>\nstream\n');

const disguises: readonly CorpusFile[] = [
  { name: 'a zip archive', content: () => zip, expected: refused('file_zipped') },
  {
    name: 'an empty zip archive',
    content: () => bytes('PK', 5, 6, new Uint8Array(18)),
    expected: refused('file_zipped'),
  },
  {
    name: 'a workbook',
    content: () => bytes('PK', 3, 4, 20, 0, 6, 0, 8, 0, '[Content_Types].xml'),
    expected: refused('workbook_damaged'),
  },
  {
    name: 'a zip archive with an encoding given',
    content: () => zip,
    encoding: 'shift_jis',
    expected: refused('file_zipped'),
  },
  { name: 'a zip archive in gzip', content: () => gzip(zip), expected: refused('file_zipped') },
  {
    name: 'an old workbook',
    content: () => bytes(0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, new Uint8Array(500)),
    expected: refused('workbook_old'),
  },
  { name: 'a PNG image', content: () => png, expected: refused('file_binary') },
  { name: 'a PDF document', content: () => pdf, expected: refused('columns_missing') },
  {
    name: 'a tar archive in gzip',
    content: () =>
      gzip('events.csv', new Uint8Array(90), '0000644', new Uint8Array(157), 'ustar', new Uint8Array(243), content),
    expected: refused('file_binary'),
  },
  {
    name: 'a web page',
    content: () => lines('<!DOCTYPE html>', '<html><body>Sign in, please</body></html>'),
    expected: refused('file_markup'),
  },
  {
    name: 'an object in JSON without required columns',
    content: () => lines('{"event_name":"checkout","em":"user1@mail.example"}'),
    expected: refused('columns_missing'),
  },
  {
    name: 'zlib without gzip',
    content: () => bytes(0x78, 0x9c, deflateRawSync(content)),
    expected: refused('header_unreadable'),
  },
  {
    name: 'random bytes',
    content: () => bytes(...Array.from({ length: 4096 }, (_, i) => Math.imul(i + 1, 2654435761) >>> 24)),
    expected: refused('file_binary'),
  },
  {
    name: 'text with a few control characters',
    content: () => file(row(1), `checkout,web,1700000000,e\u00012,x@y.za`),
    expected: [valid(2), valid(3, 'event_time_old')],
  },
];

export const compressedFiles: readonly CorpusFile[] = [...wholeGzip, ...brokenGzip, ...bombs, ...disguises];
