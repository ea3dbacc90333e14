import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decodeChunks, END_MARK, withoutEndMark } from './transcode.ts';

async function decodeAll(chunks: Uint8Array[], encoding: string): Promise<string> {
  const buffers = (async function* () {
    for (const chunk of chunks) yield Buffer.from(chunk);
  })();
  return (await Array.fromAsync(decodeChunks(buffers, encoding))).join('');
}

const encoding = fc.constantFrom(
  'shift_jis',
  'euc-jp',
  'gb18030',
  'big5',
  'euc-kr',
  'iso-2022-jp',
  'utf-16le',
  'windows-1252',
);
const byte = fc.oneof(fc.constantFrom(0x0a, 0x2c, 0x22, 0x30, 0x41), fc.integer({ min: 0, max: 255 }));
const chunks = fc.array(
  fc.array(byte, { maxLength: 12 }).map((bytes) => Uint8Array.from(bytes)),
  { maxLength: 6 },
);

test('chunk boundaries do not matter', async () => {
  await fc.assert(
    fc.asyncProperty(chunks, encoding, async (parts, name) => {
      expect(await decodeAll(parts, name)).toBe(await decodeAll([Buffer.concat(parts)], name));
    }),
    { numRuns: 3000 },
  );
});

test.each([
  ['euc-jp', '8fda', '2c'],
  ['gb18030', '8ad341a130', '0a'],
])('%s: a broken character at a chunk boundary becomes U+FFFD', async (name, first, second) => {
  const text = await decodeAll([Buffer.from(first, 'hex'), Buffer.from(second, 'hex')], name);
  expect(text).toMatch(/\ufffd0?[\n,]$/);
});

test.each(['gb18030', 'shift_jis'])(
  '%s: text is not buffered to its end if it has no byte at which it can be divided',
  async (name) => {
    let read = 0;
    const endless = (async function* () {
      for (; ; read++) yield Buffer.alloc(100_000, 0xc5);
    })();
    for await (const text of decodeChunks(endless, name)) if (text !== '') break;
    expect(read).toBeLessThan(15);
  },
);

test('an undefined byte becomes U+FFFD, and a C1 control in UTF-16 stays', async () => {
  expect(await decodeAll([Buffer.from([0x41, 0x81, 0x42])], 'windows-1252')).toBe('A\ufffdB');
  expect(await decodeAll([Buffer.from([0x41, 0x80, 0x42])], 'euc-jp')).toBe('A\ufffdB');
  expect(await decodeAll([Buffer.from('A\u0085B', 'utf16le')], 'utf-16le')).toBe('A\u0085B');
});

test.each([
  // Letters that Windows added to EUC-KR, the first and the last one among them.
  ['8141', '갂'],
  ['81fe', '괓'],
  ['a0fe', '좤'],
  ['c652', '힣'],
  ['94ee', '뷁'],
  ['8c63', '똠'],
  // The first and the last characters of parts of EUC-KR, and others of it.
  ['b0a1', '가'],
  ['c8fe', '힝'],
  ['caa1', '伽'],
  ['a2e6', '€'],
  ['41b1e82c', 'A김,'],
  // Undefined and incomplete characters.
  ['c653', '\ufffdS'],
  ['b1', '\ufffd'],
  ['b12c', '\ufffd,'],
  ['80ff', '\ufffd\ufffd'],
])('euc-kr: %s is %s', async (bytes, text) => {
  expect(await decodeAll([Buffer.from(bytes, 'hex')], 'euc-kr')).toBe(text);
});

test('end marks before other text are kept in chunks of limited size, however many there are', async () => {
  const marks = Buffer.alloc(1_000_000, END_MARK);
  const chunks = (async function* () {
    yield* ['a', marks, marks, 'b', marks];
  })();
  const kept = await Array.fromAsync(withoutEndMark(chunks));
  expect(kept.join('')).toBe(`a${marks}${marks}b`);
  expect(Math.max(...kept.map(({ length }) => length))).toBeLessThan(100_000);
});
