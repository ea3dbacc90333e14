import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { surveyEncoding } from './survey-encoding.ts';

let path: string;
beforeAll(async () => {
  path = join(await mkdtemp(join(tmpdir(), 'survey-')), 'file');
});
afterAll(() => rm(dirname(path), { recursive: true }));

const ascii = 'em,city\n'.repeat(50_000);
const western = Buffer.from('a,M\xfcnchen\nb,Berlin\nc,K\xf6ln', 'latin1');

test.each([
  ['letters far from the beginning', Buffer.concat([Buffer.from(ascii), western]), 'windows-1252', 2],
  [
    'letters near the beginning',
    Buffer.concat([Buffer.from('em,city\n'), western, Buffer.from(`\n${ascii}`)]),
    'windows-1252',
    2,
  ],
  ['a compressed file', gzipSync(western), 'windows-1252', 2],
  ['one line of 700 kB', Buffer.from('M\xfcnchen '.repeat(80_000), 'latin1'), 'windows-1252', 3],
  ['UTF-8', Buffer.from('a,München\nb,東京\n'), undefined, 0],
  ['UTF-8 in one line of 700 kB', Buffer.from('東'.repeat(240_000)), undefined, 0],
  [
    'UTF-8 with one broken line',
    Buffer.concat([Buffer.from('München\n'.repeat(9)), Buffer.from([0xff])]),
    undefined,
    1,
  ],
  ['ASCII', Buffer.from(ascii), undefined, 0],
])('judges %s', async (_, bytes, encoding, brokenLines) => {
  await writeFile(path, bytes);
  const survey = await surveyEncoding(path);
  expect(survey.guess?.encoding).toBe(encoding);
  expect(survey).toMatchObject({ brokenLines, isWholeFileRead: true });
});

test('reads only the beginning of a large file', async () => {
  await writeFile(path, Buffer.concat([Buffer.alloc(33e6, 'em,city\n'), western]));
  expect(await surveyEncoding(path)).toMatchObject({ guess: null, brokenLines: 0, isWholeFileRead: false });
});
