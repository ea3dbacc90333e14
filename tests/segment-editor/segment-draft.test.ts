import { beforeEach, expect, test } from 'vitest';
import { emptyDraft } from '../../components/audience/editor/state/convert-rule.ts';
import {
  asCreated,
  deleteDraft,
  findDraft,
  segmentKey,
  storeDraft,
} from '../../components/audience/editor/state/segment-draft.ts';

/** A new segment whose form is changed while it is being saved for the first time. */

const SUBMITTED = { name: 'Buyers ', description: 'of shoes', folder: 3, rule: emptyDraft() };
const BASE = { content: SUBMITTED, updatedAt: 5 };
const KEY = segmentKey(7);

beforeEach(() => deleteDraft(KEY));

test.each([
  ['its name', { name: ' Customers' }, { name: 'Customers', folder: 0 }],
  ['its folder', { folder: 4 }, { name: '', folder: 4 }],
  ['its description', { description: 'of hats' }, { name: '', folder: 0, description: 'of hats' }],
])('a change of %s is an unsaved change of the created segment', (_, typed, expected) => {
  storeDraft(KEY, asCreated({ ...SUBMITTED, ...typed }, BASE));
  expect(findDraft(KEY)?.draft).toMatchObject(expected);
  expect(findDraft(KEY)?.base).toMatchObject({
    content: { name: '', folder: 0, description: 'of shoes' },
    updatedAt: 5,
  });
});

test.each([
  ['what was saved', SUBMITTED],
  ['a name without its spaces', { ...SUBMITTED, name: 'Buyers' }],
  ['an empty name', { ...SUBMITTED, name: ' ' }],
])('%s is not an unsaved change', (_, typed) => {
  storeDraft(KEY, asCreated(typed, BASE));
  expect(findDraft(KEY)).toBeUndefined();
});
