import { expect, test } from 'vitest';
import { referenceTo, resolveReferences, type SegmentInFolder, withReferences } from './references.ts';
import { parseSegment } from './segment-file.ts';

function segment(path: string, ...references: readonly string[]): SegmentInFolder {
  const folder = path.split('/');
  const name = folder.pop() ?? '';
  const conditions = references.map((each) => `    - {type: include, segment: ${each}}\n`).join('');
  const parsed = parseSegment(
    `name: ${name}\nrule:\n  type: And\n  conditions:\n${conditions || '    []\n'}`,
    `${path}.yml`,
  );
  if ('findings' in parsed) throw new Error(JSON.stringify(parsed.findings));
  return { folder, parsed };
}

function stored(path: string, id: number) {
  const folder = path.split('/');
  return { name: folder.pop() ?? '', folder, id };
}

const files = (...segments: SegmentInFolder[]) => segments;

test.each([
  ['a name in the same folder', files(segment('F/a', 'b'), segment('F/b'), segment('b')), [], 'F/b.yml'],
  ['a name in the root', files(segment('F/a', 'b'), segment('b')), [], 'b.yml'],
  ['a path from the root', files(segment('F/a', 'G/H/b'), segment('G/H/b')), [], 'G/H/b.yml'],
  [
    'a path from the root although the folder contains the name',
    files(segment('F/a', '/b'), segment('F/b'), segment('b')),
    [],
    'b.yml',
  ],
  ['a stored segment', files(segment('F/a', 'b')), [stored('F/b', 7)], 7],
  ['a stored segment by its path', files(segment('a', 'F/b')), [stored('F/b', 7)], 7],
  [
    'a stored segment in the folder rather than a file in the root',
    files(segment('F/a', 'b'), segment('b')),
    [stored('F/b', 7)],
    7,
  ],
])('resolves %s', (_, segments, storedSegments, expected) => {
  const { referenced, findings } = resolveReferences(segments, storedSegments);
  expect(findings).toEqual([]);
  const [resolved] = [...(referenced[0]?.values() ?? [])];
  expect(resolved).toMatchObject(typeof expected === 'number' ? { id: expected } : { file: expected });
});

test('a segment that is both in a file and stored has a file and an id', () => {
  const { referenced } = resolveReferences([segment('a', 'b'), segment('b')], [stored('b', 7)]);
  expect(referenced[0]?.get('b')).toEqual({ folder: [], name: 'b', file: 'b.yml', id: 7 });
});

test.each([
  ['an unknown name', files(segment('a', 'b')), 'segment_reference_unknown', { name: 'b' }],
  [
    'a name that only another folder contains',
    files(segment('a', 'b'), segment('F/b')),
    'segment_reference_elsewhere',
    { name: 'b', paths: ['F/b'] },
  ],
  [
    'a name that several other folders contain',
    files(segment('a', 'b'), segment('G/b'), segment('F/b')),
    'segment_reference_ambiguous',
    { name: 'b', paths: ['F/b', 'G/b'] },
  ],
  [
    'a path relative to the folder',
    files(segment('F/a', 'G/b'), segment('F/G/b')),
    'segment_reference_unknown',
    { name: 'G/b' },
  ],
])('refuses %s, and names its line', (_, segments, code, params) => {
  expect(resolveReferences(segments, []).findings).toEqual([
    { file: segments[0]?.parsed.file, line: 5, column: 32, code, params },
  ]);
});

test('orders files so that each comes after the files that it refers to', () => {
  const segments = files(segment('a', 'b', 'F/c'), segment('F/c', 'd'), segment('b', 'F/c'), segment('F/d'));
  expect(resolveReferences(segments, []).order).toEqual([3, 1, 2, 0]);
});

test('refuses a cycle at the reference that closes it', () => {
  expect(resolveReferences([segment('a', 'b'), segment('b', 'c', 'a'), segment('c')], []).findings).toEqual([
    { file: 'b.yml', line: 6, column: 32, code: 'segment_circle', params: { path: 'a → b → a' } },
  ]);
  expect(resolveReferences([segment('F/a', 'a')], []).findings).toMatchObject([
    { code: 'segment_circle', params: { path: 'F/a → F/a' } },
  ]);
});

test('refuses two files of one segment', () => {
  const { findings } = resolveReferences([segment('F/a'), segment('F/a'), segment('a')], []);
  expect(findings).toEqual([
    { file: 'F/a.yml', line: 1, column: 7, code: 'segment_file_repeated', params: { name: 'F/a', other: 'F/a.yml' } },
  ]);
});

const ALL = ['a', 'b', 'F/b', 'F/G/c'].map((path, id) => stored(path, id));

test.each([
  ['F/b', ['F'], 'b'],
  ['F/b', [], 'F/b'],
  ['a', ['F'], 'a'],
  ['b', ['F'], '/b'],
  ['b', [], 'b'],
  ['F/G/c', ['F'], 'F/G/c'],
])('refers to %s from %j as %s, which resolves to it', (path, folder, reference) => {
  const target = stored(path, 0);
  expect(referenceTo(target, folder, ALL)).toBe(reference);
  const { referenced } = resolveReferences([segment([...folder, 'new'].join('/'), reference)], ALL);
  expect([...(referenced[0]?.values() ?? [])]).toMatchObject([{ name: target.name, folder: target.folder }]);
});

test('replaces names with ids', () => {
  const { rule } = segment('a', 'b', 'c').parsed.content;
  const changed = withReferences(rule, (name) => `${name}!`);
  expect(changed.conditions[0]?.conditions).toMatchObject([{ id: 'b!' }, { id: 'c!' }]);
});
