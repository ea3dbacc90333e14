import { bytes, HEADER, row } from '../bytes.ts';
import { allValid, type CorpusFile } from '../corpus-file.ts';

/**
 * Byte sequences split by the border of two read blocks, after each of their bytes. The blocks of the records start at
 * the end of the header.
 */

const BLOCK = 256 * 1024;
const COLUMNS = bytes(HEADER, ',content_name,order_id');
const QUOTED = ['"', '"\n'] as const;

/** A record for each byte of `piece` except the last, with the end of a block after that byte. */
function acrossBorders(piece: string, [before, after]: readonly [string, string] = QUOTED): Buffer {
  let content = bytes('\n');
  for (let cut = 1; cut < Buffer.byteLength(piece); cut++) {
    const cells = row(cut, before);
    const length = content.length + cells.length + cut;
    content = bytes(content, cells, 'x'.repeat(BLOCK - (length % BLOCK)), piece, after);
  }
  return bytes(COLUMNS, content);
}

function acrossBorder(name: string, piece: string, around?: readonly [string, string]): CorpusFile {
  const records = Buffer.byteLength(piece) - 1;
  const read = { read: records, errors: {} };
  return { name: `${name} across blocks`, content: () => acrossBorders(piece, around), expected: read };
}

export const borders: readonly CorpusFile[] = [
  acrossBorder('an emoji of two UTF-16 code units', '😀'),
  acrossBorder('a family of emoji', '👩‍👩‍👧'),
  acrossBorder('a byte order mark', '\ufeffx'),
  acrossBorder('a doubled quote', '""'),
  acrossBorder('doubled quotes', '"""""",""'),
  acrossBorder('the end of a cell and the beginning of the next', '","'),
  acrossBorder('CRLF', '\r\n', ['', '']),
  acrossBorder('a quote and CRLF', '"\r\n', ['"', '']),
  acrossBorder('CRLF in quotes', '\r\n\r\n'),
  {
    name: 'lines of CRLF are counted once, wherever a block ends',
    content: () => bytes(HEADER, '\n', '\r\n'.repeat(BLOCK), row(1)),
    expected: allValid(BLOCK + 2),
  },
];
