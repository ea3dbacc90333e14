import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { readTar } from './tar.ts';

const decode = (bytes: Uint8Array) => new TextDecoder().decode(bytes);

/** Packs files with `tar`, as people do. */
function pack(files: Readonly<Record<string, string>>, ...options: readonly string[]): Uint8Array {
  const folder = mkdtempSync(join(tmpdir(), 'tar-'));
  try {
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    }
    symlinkSync('a.dig', join(folder, 'link'));
    return execFileSync('tar', [...options, '-c', '-C', folder, '.']);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const FILES = {
  'a.dig': '+a:\n  echo>: 日本語\n',
  'empty.txt': '',
  [`queries/${'long/'.repeat(30)}orders.sql`]: 'SELECT 1\n'.repeat(100),
  'クエリ/注文.sql': 'SELECT 2',
};

test.each(['ustar', 'pax', 'gnu'])('reads the files of a %s archive', (format) => {
  const unpacked = readTar(pack(FILES, `--format=${format}`), decode) ?? [];
  expect(Object.fromEntries(unpacked.map(({ path, bytes }) => [path, decode(bytes)]))).toEqual(FILES);
});

test('refuses bytes that are not a complete archive, but accepts an empty file as an archive without files', () => {
  expect(readTar(new TextEncoder().encode('+a:\n  echo>: x\n'.repeat(100)), decode)).toBeUndefined();
  expect(readTar(new TextEncoder().encode('+a:\n'), decode)).toBeUndefined();
  expect(readTar(pack({ 'a.sql': 'x'.repeat(5000) }).subarray(0, 3000), decode)).toBeUndefined();
  expect(readTar(pack({ 'a.sql': 'x'.repeat(5000) }).subarray(0, 600), decode)).toBeUndefined();
  expect(readTar(new Uint8Array(), decode)).toEqual([]);
});
