import { expect, test } from 'vitest';
import {
  changedPaths,
  draftOf,
  draftRequestOf,
  newDraft,
  othersChanges,
  rebased,
  replacingNewest,
  savedAs,
  withoutFile,
  withRenamed,
  withTexts,
} from './project-draft.ts';

const revision = (number: number, files: Record<string, string>) => ({
  revision: number,
  files: Object.entries(files).map(([path, text]) => ({ path, text })),
});

const FIRST = revision(1, { 'a.dig': '+a: {echo>: a}', 'b.sql': 'SELECT 1', 'c.txt': 'Done' });
const draft = draftOf('shop', FIRST);

test('only changed texts are sent', () => {
  const edited = withRenamed(withTexts(draft, new Map([['b.sql', 'SELECT 2']])), 'c.txt', 'mails/c.txt');
  expect(changedPaths(edited)).toEqual(['b.sql', 'c.txt', 'mails/c.txt']);
  expect(draftRequestOf(edited)).toEqual({
    name: 'shop',
    base: 1,
    files: [{ path: 'a.dig' }, { path: 'b.sql', text: 'SELECT 2' }, { path: 'mails/c.txt', text: 'Done' }],
  });
  expect(draftRequestOf(newDraft('new', new Map([['a.dig', '']])))).toEqual({
    name: 'new',
    base: null,
    files: [{ path: 'a.dig', text: '' }],
  });
});

test('a text that equals the base is not a change', () => {
  const edited = withTexts(draft, new Map([['b.sql', 'SELECT 2']]));
  expect(changedPaths(withTexts(edited, new Map([['b.sql', 'SELECT 1']])))).toEqual([]);
});

test('text typed while a revision is saved remains a change', () => {
  const sent = withTexts(draft, new Map([['b.sql', 'SELECT 2']]));
  const typed = withTexts(sent, new Map([['a.dig', '+a: {echo>: b}']]));
  const saved = savedAs(typed, sent, 2);
  expect(changedPaths(saved)).toEqual(['a.dig']);
  expect(draftRequestOf(saved)).toMatchObject({ base: 2 });
});

test('changes are rebased onto a newer revision, and files that both sides changed are listed', () => {
  const newest = revision(2, { 'a.dig': '+a: {echo>: theirs}', 'b.sql': 'SELECT 3', 'd.sql': 'SELECT 4' });
  const edited = withoutFile(withTexts(draft, new Map([['b.sql', 'SELECT 2']])), 'c.txt');
  expect(othersChanges(edited, newest)).toEqual({
    revision: 2,
    theirs: ['a.dig', 'b.sql', 'c.txt', 'd.sql'],
    both: ['b.sql'],
    missing: ['d.sql'],
  });
  const kept = rebased(edited, newest);
  expect(Object.fromEntries(kept.files)).toEqual({
    'a.dig': '+a: {echo>: theirs}',
    'b.sql': 'SELECT 2',
    'd.sql': 'SELECT 4',
  });
  expect(changedPaths(kept)).toEqual(['b.sql']);
});

test('uploaded files can replace those of an existing project', () => {
  const upload = newDraft('shop', new Map([['a.dig', '+a: {echo>: new}']]));
  const { both, missing } = othersChanges(upload, FIRST);
  expect({ both, missing }).toEqual({ both: ['a.dig'], missing: ['b.sql', 'c.txt'] });
  expect(draftRequestOf(replacingNewest(upload, FIRST))).toEqual({
    name: 'shop',
    base: 1,
    files: [{ path: 'a.dig', text: '+a: {echo>: new}' }],
  });
});
