import { Readable } from 'node:stream';
import { gzipSync } from 'node:zlib';
import { Header } from 'tar';
import { expect, test } from 'vitest';
import { MAX_PROJECT_BYTES } from '../../core/workflow/project-files.ts';
import { unpackProject } from './project-archive.ts';

interface Entry {
  readonly path: string;
  readonly text?: string;
  readonly type?: 'File' | 'Directory' | 'SymbolicLink' | 'Link' | 'CharacterDevice' | 'FIFO';
  readonly linkpath?: string;
}

/** An archive as tar writes it. */
function tarOf(entries: readonly Entry[]): Buffer {
  const blocks = entries.flatMap(({ path, text = '', type = 'File', linkpath }) => {
    const content = Buffer.from(text);
    const header = new Header({ path, type, mode: 0o644, size: content.length, ...(linkpath && { linkpath }) });
    header.encode();
    return [header.block ?? Buffer.alloc(512), content, Buffer.alloc((512 - (content.length % 512)) % 512)];
  });
  return Buffer.concat([...blocks, Buffer.alloc(1024)]);
}

async function unpack(bytes: Buffer): Promise<Record<string, string | undefined>> {
  const { paths, read } = await unpackProject(Readable.from([bytes.subarray(0, 100), bytes.subarray(100)]));
  return Object.fromEntries(paths.map((path) => [path, read(path)]));
}

const unpackAll = (entries: readonly Entry[]) => unpack(gzipSync(tarOf(entries)));

test('reads files at the top and in folders, without hidden ones', async () => {
  const entries: Entry[] = [
    { path: './daily.dig', text: '+a: {echo>: ü}\n' },
    { path: 'queries/', type: 'Directory' },
    { path: 'queries/load.sql', text: 'SELECT 1' },
    { path: '.git/config', text: 'x' },
    { path: './._daily.dig', text: 'x' },
    { path: 'empty.sql' },
  ];
  expect(await unpackAll(entries)).toEqual({
    'daily.dig': '+a: {echo>: ü}\n',
    'empty.sql': '',
    'queries/load.sql': 'SELECT 1',
  });
});

test('names the files that are not text', async () => {
  const bytes = Buffer.from(
    tarOf([
      { path: 'daily.dig', text: '+a: {echo>: x}' },
      { path: 'logo.sql', text: 'MARK' },
    ]),
  );
  bytes.write('\xff\xd8', bytes.indexOf('MARK'), 'latin1');
  const { paths, nonTextFiles, read } = await unpackProject(Readable.from([gzipSync(bytes)]));
  expect([paths, nonTextFiles, read('logo.sql')]).toEqual([['daily.dig', 'logo.sql'], ['logo.sql'], undefined]);
});

test('strips a folder around all files, and no other folder', async () => {
  expect(await unpackAll([{ path: 'shop/daily.dig' }, { path: 'shop/queries/a.sql' }])).toEqual({
    'daily.dig': '',
    'queries/a.sql': '',
  });
  expect(Object.keys(await unpackAll([{ path: 'a/b.sql' }, { path: 'ab/c.sql' }]))).toEqual(['a/b.sql', 'ab/c.sql']);
});

test.each<[string, readonly Entry[], string]>([
  ['a path that leads out of the project', [{ path: '../daily.dig' }], 'workflow_file_path_invalid'],
  [
    'a path that leads out of the project through a folder',
    [{ path: 'a/../../daily.dig' }],
    'workflow_file_path_invalid',
  ],
  ['an absolute path', [{ path: '/etc/daily.dig' }], 'workflow_file_path_invalid'],
  ['a symbolic link', [{ path: 'daily.dig', type: 'SymbolicLink', linkpath: '/etc/passwd' }], 'workflow_archive_link'],
  ['a hard link', [{ path: 'daily.dig', type: 'Link', linkpath: 'a.dig' }], 'workflow_archive_link'],
  ['a device', [{ path: 'daily.dig', type: 'CharacterDevice' }], 'workflow_archive_link'],
  ['a pipe', [{ path: 'daily.dig', type: 'FIFO' }], 'workflow_archive_link'],
  ['a file given twice', [{ path: 'daily.dig' }, { path: './daily.dig' }], 'workflow_file_twice'],
  [
    'files that are too large together',
    [
      { path: 'a', text: 'x'.repeat(6e6) },
      { path: 'b', text: 'x'.repeat(6e6) },
    ],
    'workflow_project_too_large',
  ],
  ['too many files', Array.from({ length: 10_001 }, (_, index) => ({ path: `${index}` })), 'workflow_files_too_many'],
])('refuses %s', async (_, entries, code) => {
  await expect(unpackAll(entries)).rejects.toMatchObject({ code });
});

const daily = tarOf([{ path: 'daily.dig', text: 'x'.repeat(2000) }]);

test.each<[string, Buffer, string]>([
  ['a file that is not gzip', Buffer.from('PK\u0003\u0004 a zip file'), 'workflow_archive_unreadable'],
  ['an empty file', Buffer.alloc(0), 'workflow_archive_unreadable'],
  ['truncated gzip', gzipSync(daily).subarray(0, -10), 'workflow_archive_unreadable'],
  ['a truncated archive', gzipSync(daily.subarray(0, 1000)), 'workflow_archive_unreadable'],
  [
    'an archive with a damaged header',
    gzipSync(Buffer.concat([Buffer.alloc(512, 7), daily])),
    'workflow_archive_unreadable',
  ],
  ['compressed text', gzipSync('+a:\n  echo>: x\n'.repeat(100)), 'workflow_archive_unreadable'],
  ['gzip within gzip', gzipSync(gzipSync(daily)), 'workflow_archive_unreadable'],
  ['a gzip bomb', gzipSync(Buffer.alloc(4 * MAX_PROJECT_BYTES)), 'workflow_project_too_large'],
])('refuses %s', async (_, bytes, code) => {
  await expect(unpack(bytes)).rejects.toMatchObject({ code });
});
