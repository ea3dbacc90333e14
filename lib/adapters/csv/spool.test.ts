import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { UNPACK_CAPS } from './gunzip.ts';
import { makeSpool, type SpoolOptions } from './spool.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'spool-'));
});
afterEach(() => rm(folder, { recursive: true }));

async function spool(original: Uint8Array, options?: SpoolOptions) {
  await writeFile(join(folder, 'original'), original);
  const facts = await makeSpool(join(folder, 'original'), join(folder, 'spool'), options);
  const bytes = await readFile(join(folder, 'spool'));
  expect(facts.bytes).toBe(bytes.length);
  return { ...facts, text: bytes.toString() };
}

const refused = (code: string, params = {}) => expect.objectContaining({ name: 'UserError', code, params });

async function expectRefusal(original: Uint8Array, error: unknown, options?: SpoolOptions) {
  await expect(spool(original, options)).rejects.toEqual(error);
  expect(await readdir(folder)).toEqual(['original']);
}

describe('plain UTF-8', () => {
  test('is linked, and so takes no space', async () => {
    expect(await spool(Buffer.from('em\né'))).toEqual({
      encoding: 'utf-8',
      compressed: false,
      bytes: 5,
      text: 'em\né',
    });
    expect((await stat(join(folder, 'spool'))).ino).toBe((await stat(join(folder, 'original'))).ino);
  });

  test('keeps a byte order mark and undecodable bytes, and may be empty', async () => {
    expect((await spool(Buffer.from('\ufeffem'))).text).toBe('\ufeffem');
    expect((await spool(Buffer.from('em\xff', 'latin1'), { encoding: 'UTF8' })).bytes).toBe(3);
    expect((await spool(Buffer.from(''))).bytes).toBe(0);
  });

  test('replaces a spool from an earlier attempt', async () => {
    await writeFile(join(folder, 'spool'), 'half of i');
    expect((await spool(Buffer.from('em'))).text).toBe('em');
    expect((await spool(gzipSync('ph'))).text).toBe('ph');
    expect((await spool(Buffer.from('em'))).text).toBe('em');
  });
});

describe('other encodings', () => {
  const utf16be = (text: string) => Buffer.from(`\ufeff${text}`, 'utf16le').swap16();

  test.each<[string, Uint8Array, string | undefined, string, string]>([
    ['UTF-16LE by its mark', Buffer.from('\ufeffem\n日😀', 'utf16le'), undefined, 'utf-16le', 'em\n日😀'],
    ['UTF-16BE by its mark', utf16be('em\n日😀'), undefined, 'utf-16be', 'em\n日😀'],
    ['UTF-16LE by name', Buffer.from('em\n日', 'utf16le'), 'UTF-16LE', 'utf-16le', 'em\n日'],
    ['half a surrogate pair', Buffer.from('\ufeffa\ud83db', 'utf16le'), undefined, 'utf-16le', 'a\ufffdb'],
    ['Shift_JIS', Buffer.from('em\n\x93\xfa\x96{\x81`', 'latin1'), 'cp932', 'shift_jis', 'em\n日本～'],
    ['EUC-JP', Buffer.from('em\n\xc6\xfc\xcb\xdc', 'latin1'), 'euc-jp', 'euc-jp', 'em\n日本'],
    ['EUC-KR with letters of Windows', Buffer.from('em\n\xb1\xe8\x8cc', 'latin1'), 'cp949', 'euc-kr', 'em\n김똠'],
    ['latin1', Buffer.from('em\ncaf\xe9', 'latin1'), 'latin1', 'windows-1252', 'em\ncafé'],
    [
      'half a character before a line end',
      Buffer.from('a\x93\nb\x93,', 'latin1'),
      'shift_jis',
      'shift_jis',
      'a\ufffd\nb\ufffd,',
    ],
    ['half a character at the end', Buffer.from('a\x93', 'latin1'), 'shift_jis', 'shift_jis', 'a\ufffd'],
    ['nothing', Buffer.from(''), 'shift_jis', 'shift_jis', ''],
  ])('%s', async (_, original, declared, encoding, text) => {
    const options = declared === undefined ? {} : { encoding: declared };
    expect(await spool(original, options)).toMatchObject({ encoding, compressed: false, text });
    expect(await spool(gzipSync(original), options)).toMatchObject({ encoding, compressed: true, text });
  });

  test('characters across chunk boundaries', async () => {
    const original = Buffer.from(`a${'\x93\xfa\x96{'.repeat(50_000)}`, 'latin1');
    expect((await spool(original, { encoding: 'shift_jis' })).text).toBe(`a${'日本'.repeat(50_000)}`);
  });
});

describe('the end mark of DOS', () => {
  const chunks = Buffer.from(`em\n${`${'a'.repeat(60)}\x1a\n`.repeat(5_000)}`);

  test.each<[string, Uint8Array, string | undefined, string]>([
    ['in UTF-8', Buffer.from('em\na\n\x1a'), undefined, 'em\na\n'],
    ['without a line end before it', Buffer.from('em\na\x1a'), undefined, 'em\na'],
    ['that fills the last block', Buffer.from(`em\na\n${'\x1a'.repeat(20)}`), undefined, 'em\na\n'],
    ['in Shift_JIS', Buffer.from('em\n\x93\xfa\x1a', 'latin1'), 'shift_jis', 'em\n日'],
    ['in UTF-16', Buffer.from('\ufeffem\n日\x1a', 'utf16le'), undefined, 'em\n日'],
    ['alone', Buffer.from('\x1a'), undefined, ''],
  ])('is dropped: %s', async (_, original, encoding, text) => {
    const options = encoding === undefined ? {} : { encoding };
    expect((await spool(original, options)).text).toBe(text);
    expect((await spool(gzipSync(original), options)).text).toBe(text);
  });

  test('is only at the end of a file', async () => {
    expect((await spool(Buffer.concat([chunks, Buffer.from('\x1a')]))).text).toBe(chunks.toString());
    expect((await spool(gzipSync(chunks))).text).toBe(chunks.toString());
  });
});

describe('gzip', () => {
  const members = Buffer.concat([gzipSync('em,ph\n'), gzipSync(''), gzipSync('a,b\n'.repeat(50_000))]);

  test('all members are unpacked', async () => {
    const { text, compressed } = await spool(members);
    expect(compressed).toBe(true);
    expect(text).toBe(`em,ph\n${'a,b\n'.repeat(50_000)}`);
  });

  test.each<[string, (text: Uint8Array) => Uint8Array]>([
    [
      'after a header of 100 kB',
      (text) =>
        Buffer.concat([
          Buffer.from([0x1f, 0x8b, 8, 8, 0, 0, 0, 0, 0, 255]),
          Buffer.alloc(100_000, 'n'),
          Buffer.of(0),
          gzipSync(text).subarray(10),
        ]),
    ],
    [
      'after many empty members',
      (text) => Buffer.concat([...Array.from({ length: 5000 }, () => gzipSync('')), gzipSync(text)]),
    ],
  ])('the content is checked even %s', async (_, compress) => {
    expect(await spool(compress(Buffer.from('\ufeffem', 'utf16le')))).toMatchObject({
      encoding: 'utf-16le',
      text: 'em',
    });
    await expectRefusal(compress(gzipSync('em')), refused('gzip_nested'));
  });

  test('is refused if truncated anywhere except between members', async () => {
    const two = Buffer.concat([gzipSync('em\n'), gzipSync('a\n')]);
    const border = gzipSync('em\n').length;
    for (let length = 2; length < two.length; length++) {
      if (length === border) continue;
      await expectRefusal(
        two.subarray(0, length),
        expect.objectContaining({ code: expect.stringMatching(/^gzip_(truncated|corrupt)$/) }),
      );
    }
  });

  test.each([
    ['truncated', members.subarray(0, -9), refused('gzip_truncated')],
    ['with a changed byte', members.with(members.length - 20, members.at(-20)! ^ 0xff), refused('gzip_corrupt')],
    ['with a wrong checksum', members.with(members.length - 8, members.at(-8)! ^ 0xff), refused('gzip_corrupt')],
    ['followed by something else', Buffer.concat([members, Buffer.from('more')]), refused('gzip_corrupt')],
    [
      'followed by a member with a broken signature',
      Buffer.concat([members, gzipSync('x').with(1, 0)]),
      refused('gzip_corrupt'),
    ],
    ['with a member after padding', Buffer.concat([members, Buffer.alloc(9), members]), refused('gzip_corrupt')],
    ['within gzip', gzipSync(gzipSync('em')), refused('gzip_nested')],
    ['around a zip archive', gzipSync('PK\x03\x04'), refused('file_zipped')],
  ])('is refused: %s', async (_, original, error) => {
    await expectRefusal(original, error);
  });

  test('its unpacked size is limited', async () => {
    const blanks = gzipSync(Buffer.alloc(3_000_000, ' '));
    const caps = { ...UNPACK_CAPS, maxRatio: 2_000, ratioFrom: 1_000_000 };
    await expectRefusal(blanks, refused('gzip_too_large', { maxBytes: 2_999_999 }), {
      caps: { ...caps, maxBytes: 2_999_999 },
    });
    await expectRefusal(blanks, refused('gzip_ratio', { maxRatio: 500 }), { caps: { ...caps, maxRatio: 500 } });
    expect((await spool(blanks, { caps })).bytes).toBe(3_000_000);
    expect((await spool(blanks)).bytes).toBe(3_000_000);
  });
});

test('aborting leaves no spool', async () => {
  await expectRefusal(gzipSync('em'), expect.objectContaining({ name: 'AbortError' }), { signal: AbortSignal.abort() });
});

test('disk errors are passed on', async () => {
  await expect(makeSpool(join(folder, 'missing'), join(folder, 'spool'))).rejects.toMatchObject({ code: 'ENOENT' });
});
