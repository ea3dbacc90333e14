import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  fixRecords,
  previewReplacing,
  showReplacing,
  showReviewRows,
  viewReview,
} from '../lib/commands/console/reviews.ts';
import { perform } from '../lib/commands/perform.ts';
import { beginReview } from '../lib/commands/rows/reviews.ts';
import { getFileConnector } from '../lib/connectors/file-connector.ts';
import type { PreviewSection, Replacing, ReplacingPreview } from '../lib/core/review/replacing.ts';
import type { EditedReview, ReviewEdit, ReviewFilter, ReviewView } from '../lib/core/review/review-view.ts';
import type { Upload } from '../lib/core/upload/upload.ts';
import { createExport } from '../lib/operations/exports/create-export.ts';
import { OWNER } from './kit/actors.ts';
import { ACCOUNT, startProduct, type TestProduct } from './kit/product.ts';
import { runReviews } from './kit/run-reviews.ts';

const TIME = Math.floor(Date.now() / 1000) - 60;
const HEADER = 'event_name,action_source,event_time,event_id,em,content_name';

function line(id: number, { event = 'checkout', source = 'web', em = `a${id}@mail.example`, name = '' } = {}): string {
  return [event, source, TIME, `e${id}`, em, `"${name}"`].join(',');
}

/** Four records with a German event name, one of which has a malformed address, and two records without a source. */
const FILE = [
  HEADER,
  line(1, { event: 'Kauf', name: 'Boots, red' }),
  line(2, { event: ' Kauf ', name: 'red red' }),
  line(3, { event: 'Kauf', em: 'no address' }),
  line(4, { event: 'Verkauf', name: 'Kauf' }),
  line(5, { source: '', name: 'boots' }),
  line(6, { source: '  ', name: '  ' }),
];

const findAndReplace = (column: string, how: 'whole' | 'part' | 'pattern', sought: string, to: string) =>
  ({ kind: 'find', column, how, find: sought, to }) as const;
const fillEmpty = (column: string, value: string) => ({ kind: 'fill', column, value }) as const;

type ValueMapping = Record<string, { field: string; values: Record<string, string | null> }>;

class ReviewedFile {
  readonly product: TestProduct;
  readonly upload: Upload;

  constructor(product: TestProduct, upload: Upload) {
    this.product = product;
    this.upload = upload;
  }

  static async of(lines: readonly string[], mapping: ValueMapping = {}): Promise<ReviewedFile> {
    const product = await startProduct();
    const upload = await product.upload(lines);
    const reviewed = new ReviewedFile(product, upload);
    await perform(beginReview, { upload: upload.id, mapping }, OWNER, product.runtime);
    await reviewed.run();
    return reviewed;
  }

  /** Runs pending reviews, as the worker does. */
  async run(): Promise<void> {
    await runReviews(this.product.runtime);
  }

  async view(): Promise<ReviewView> {
    const view = await perform(viewReview, { upload: this.upload.id }, OWNER, this.product.runtime);
    if ('isSame' in view) throw new Error('no view');
    return view;
  }

  /** Begins the review again, with the same fixes. */
  async restart(): Promise<void> {
    const { reviews } = this.product.runtime;
    const review = await reviews.find(this.upload.id);
    if (!review) throw new Error('no review');
    await reviews.begin({ ...review, start: this.upload.start });
    await this.run();
  }

  async edit(edit: ReviewEdit): Promise<EditedReview> {
    const { fixesBytes } = await this.view();
    return perform(fixRecords, { upload: this.upload.id, edit, fixesBytes }, OWNER, this.product.runtime);
  }

  async section(
    replacing: Replacing,
    { filter, after = 0, showsPersonal = true }: SectionOptions,
  ): Promise<PreviewSection> {
    const { fixesBytes } = await this.view();
    const command = showsPersonal ? showReplacing : previewReplacing;
    const request = { upload: this.upload.id, replacing, after, fixesBytes, ...(filter && { filter }) };
    return perform(command, request, OWNER, this.product.runtime);
  }

  /** The sum of all sections. */
  async preview(replacing: Replacing, options: Omit<SectionOptions, 'after'> = {}): Promise<ReplacingPreview> {
    const sections: PreviewSection[] = [];
    for (let after: number | null = 0; after !== null; ) {
      const section: PreviewSection = await this.section(replacing, { ...options, after });
      sections.push(section);
      after = section.next;
    }
    const total = (member: 'changed' | 'madeValid' | 'madeInvalid' | 'emptied' | 'tooLong') =>
      sections.reduce((sum, section) => sum + section[member], 0);
    return {
      changed: total('changed'),
      madeValid: total('madeValid'),
      madeInvalid: total('madeInvalid'),
      tooLong: total('tooLong'),
      emptied: total('emptied'),
      samples: sections.flatMap(({ samples }) => samples),
    };
  }

  /** The values of a column in the first `recordCount` records. */
  async values(column: string, recordCount: number): Promise<(string | undefined)[]> {
    const numbers = Array.from({ length: recordCount }, (_, index) => index + 1);
    const request = { upload: this.upload.id, records: numbers };
    const { rows } = await perform(showReviewRows, request, OWNER, this.product.runtime);
    return rows.map(({ cells }) => cells.find((cell) => cell.column === column)?.value);
  }
}

interface SectionOptions {
  readonly filter?: Partial<ReviewFilter>;
  readonly after?: number;
  readonly showsPersonal?: boolean;
}

test('a preview shows what a replacement changes, and the edit changes exactly that', async () => {
  const reviewed = await ReviewedFile.of(FILE);
  const replacing = findAndReplace('event_name', 'whole', 'Kauf', 'checkout');
  expect(await reviewed.preview(replacing)).toEqual({
    changed: 3,
    madeValid: 2,
    madeInvalid: 0,
    tooLong: 0,
    emptied: 0,
    samples: [
      { record: 1, before: 'Kauf', after: 'checkout' },
      { record: 2, before: ' Kauf ', after: 'checkout' },
      { record: 3, before: 'Kauf', after: 'checkout' },
    ],
  });
  const before = await reviewed.view();
  const edited = await reviewed.edit({ ...replacing, count: 3 });
  expect(edited).toMatchObject({ changedCount: 3, view: { records: { ready: 2, invalid: 4, fixed: 3 } } });
  expect(await reviewed.values('event_name', 4)).toEqual(['checkout', 'checkout', 'checkout', 'Verkauf']);
  expect((await reviewed.preview(replacing)).changed).toBe(0);

  expect(await reviewed.edit({ kind: 'undo' })).toMatchObject({ changedCount: 3, view: { records: before.records } });
  expect(await reviewed.values('event_name', 4)).toEqual(['Kauf', ' Kauf ', 'Kauf', 'Verkauf']);
  expect(await reviewed.edit({ kind: 'redo' })).toMatchObject({ changedCount: 3, view: { records: { ready: 2 } } });
});

test('replaces parts and patterns, and counts the records that become invalid', async () => {
  const reviewed = await ReviewedFile.of(FILE);
  expect(await reviewed.preview(findAndReplace('content_name', 'part', 'red', 'blue'))).toMatchObject({
    changed: 2,
    samples: [
      { record: 1, before: 'Boots, red', after: 'Boots, blue' },
      { record: 2, before: 'red red', after: 'blue blue' },
    ],
  });
  const swap = findAndReplace('content_name', 'pattern', '(?i)^(boots), (\\w+)$', '$2 $1');
  expect((await reviewed.edit(swap)).changedCount).toBe(1);
  expect(await reviewed.values('content_name', 2)).toEqual(['red Boots', 'red red']);
  expect(await reviewed.preview(findAndReplace('event_id', 'pattern', '^e[56]$', ''))).toMatchObject({
    changed: 2,
    madeValid: 0,
  });
  await reviewed.edit(findAndReplace('event_name', 'pattern', '^.*$', 'checkout'));
  expect(await reviewed.preview(findAndReplace('em', 'whole', 'a1@mail.example', 'no-address'))).toMatchObject({
    madeInvalid: 1,
  });
});

test('the preview of an empty replacement counts the cells that the edit then empties', async () => {
  const reviewed = await ReviewedFile.of(FILE);
  const whole = findAndReplace('content_name', 'whole', 'red red', '');
  expect(await reviewed.preview(whole)).toMatchObject({ changed: 1, emptied: 1, samples: [{ record: 2, after: '' }] });
  const part = findAndReplace('content_name', 'part', 'red', '');
  expect(await reviewed.preview(part)).toMatchObject({ changed: 2, emptied: 1 });
  expect(await reviewed.preview(findAndReplace('event_id', 'whole', 'e1', ' '))).toMatchObject({ emptied: 1 });
  expect((await reviewed.edit(whole)).changedCount).toBe(1);
  expect(await reviewed.values('content_name', 2)).toEqual(['Boots, red', '']);
});

test('fills empty values in the whole file, or in the records that a filter selects', async () => {
  const reviewed = await ReviewedFile.of(FILE);
  const missing = { show: 'invalid', column: 'action_source' } as const;
  expect(await reviewed.preview(fillEmpty('action_source', 'web'), { filter: missing })).toMatchObject({
    changed: 2,
    madeValid: 2,
  });
  expect((await reviewed.edit({ ...fillEmpty('action_source', 'web'), filter: missing })).changedCount).toBe(2);
  expect(await reviewed.values('action_source', 6)).toEqual(Array(6).fill('web'));

  const invalid = { show: 'invalid' } as const;
  expect((await reviewed.edit({ ...fillEmpty('content_name', 'none'), filter: invalid })).changedCount).toBe(1);
  expect(await reviewed.values('content_name', 6)).toEqual(['Boots, red', 'red red', 'none', 'Kauf', 'boots', '  ']);
  expect((await reviewed.edit(fillEmpty('content_name', 'all'))).changedCount).toBe(1);
  expect((await reviewed.values('content_name', 6)).at(5)).toBe('all');
});

test('a filter selects records as they are at the time of the edit, and Undo restores them', async () => {
  const reviewed = await ReviewedFile.of(FILE);
  const filter = { show: 'invalid', code: 'event_name_unknown' } as const;
  const edit = { ...findAndReplace('event_name', 'pattern', '^ *(?:Ver)?[Kk]auf *$', 'checkout'), filter };
  expect(await reviewed.edit(edit)).toMatchObject({ changedCount: 4, view: { records: { invalid: 3 } } });
  // The filter no longer selects these records, but they keep the fix.
  await reviewed.edit({ kind: 'cell', record: 5, column: 'event_name', value: 'Kauf' });
  expect(await reviewed.values('event_name', 5)).toEqual([...Array(4).fill('checkout'), 'Kauf']);
  await reviewed.edit({ kind: 'undo' });
  expect(await reviewed.edit({ kind: 'undo' })).toMatchObject({ changedCount: 4, view: { records: { invalid: 6 } } });
  expect(await reviewed.edit({ kind: 'redo' })).toMatchObject({ changedCount: 4 });
});

test('left-out records do not change and do not count', async () => {
  const reviewed = await ReviewedFile.of(FILE);
  await reviewed.edit({ kind: 'leave_out', records: [1] });
  const replacing = findAndReplace('event_name', 'whole', 'Kauf', 'checkout');
  expect((await reviewed.preview(replacing)).changed).toBe(2);
  expect((await reviewed.edit(replacing)).changedCount).toBe(2);
});

test('records that the mapping leaves out count as neither valid nor invalid', async () => {
  const mapping = { event_name: { field: 'event_name', values: { Verkauf: null } } };
  const reviewed = await ReviewedFile.of(FILE, mapping);
  const counts = async (sought: string, to: string) => {
    const { changed, madeValid, madeInvalid } = await reviewed.preview(
      findAndReplace('event_name', 'whole', sought, to),
    );
    return { changed, madeValid, madeInvalid };
  };
  expect(await counts('Kauf', 'Verkauf')).toEqual({ changed: 3, madeValid: 0, madeInvalid: 0 });
  expect(await counts('Verkauf', 'checkout')).toEqual({ changed: 1, madeValid: 1, madeInvalid: 0 });
  expect(await counts('Verkauf', 'Kauf')).toEqual({ changed: 1, madeValid: 0, madeInvalid: 1 });
});

test('a preview masks personal values unless someone requests them', async () => {
  const reviewed = await ReviewedFile.of(FILE);
  const replacing = findAndReplace('em', 'part', '@mail.example', '@post.example');
  const masked = await reviewed.section(replacing, { showsPersonal: false });
  expect(masked.samples[0]).toEqual({ record: 1, before: '••@mail.example', after: '••@post.example' });
  const shown = await reviewed.section(replacing, {});
  expect(shown.samples[0]).toEqual({ record: 1, before: 'a1@mail.example', after: 'a1@post.example' });
});

test.each<[code: string, replacing: Replacing, params: object]>([
  ['find_pattern_malformed', findAndReplace('em', 'pattern', 'a(b', ''), { position: 2 }],
  ['find_pattern_too_large', findAndReplace('em', 'pattern', '[^a]{1000}', ''), {}],
  ['find_group_unknown', findAndReplace('em', 'pattern', '(a)', '$2'), { group: 2, groups: 1 }],
  ['find_empty', findAndReplace('em', 'whole', '  ', ''), {}],
  ['mapping_column_unknown', findAndReplace('mail', 'whole', 'a', 'b'), { column: 'mail' }],
])('refuses with %s, and stores nothing', async (code, replacing, params) => {
  const reviewed = await ReviewedFile.of(FILE);
  await expect(reviewed.section(replacing, {})).rejects.toMatchObject({ code, params });
  await expect(reviewed.edit(replacing)).rejects.toMatchObject({ code, params });
  expect(await reviewed.view()).toMatchObject({ fixesBytes: 0, canUndo: false });
});

test('refuses previews and edits that are based on an earlier state of the fixes', async () => {
  const reviewed = await ReviewedFile.of(FILE);
  const { runtime } = reviewed.product;
  const stale = { upload: reviewed.upload.id, fixesBytes: 0 };
  const replacing = findAndReplace('event_name', 'whole', 'Kauf', 'checkout');
  await reviewed.edit({ kind: 'cell', record: 1, column: 'event_name', value: 'checkout' });
  const refused = { code: 'review_changed' };
  await expect(perform(previewReplacing, { ...stale, replacing }, OWNER, runtime)).rejects.toMatchObject(refused);
  await expect(perform(fixRecords, { ...stale, edit: replacing }, OWNER, runtime)).rejects.toMatchObject(refused);
  await expect(reviewed.edit({ ...replacing, count: 3 })).rejects.toBeInstanceOf(Error);
  expect((await reviewed.edit({ ...replacing, count: 2 })).changedCount).toBe(2);
});

test('a job sends the replaced values', async () => {
  const reviewed = await ReviewedFile.of(FILE);
  await reviewed.edit(findAndReplace('event_name', 'pattern', '^ *(?:Ver)?[Kk]auf *$', 'checkout'));
  await reviewed.edit({
    ...fillEmpty('action_source', 'offline'),
    filter: { show: 'invalid', column: 'action_source' },
  });
  await reviewed.edit(findAndReplace('content_name', 'part', 'red', 'blue'));
  const { product, upload } = reviewed;
  const { runtime } = product;
  const [authentication] = await runtime.authentications.list();
  if (!authentication) throw new Error('no authentication');
  const { fixesBytes } = await reviewed.view();
  const parameters = { ad_account_id: ACCOUNT, skip_invalid_record: true };
  const options = { connector: getFileConnector(), upload, authentication, parameters, fixesBytes };
  const job = await product.run(await createExport(options, runtime));
  expect(job.records).toMatchObject({ read: 6, accepted: 5, invalid: 1 });
  const sent = (await product.sandbox.events()).map(({ event }) => {
    const { event_id, event_name, action_source, custom_data } = event;
    return [event_id, event_name, action_source, (custom_data as { content_name?: string } | undefined)?.content_name];
  });
  expect(sent.toSorted()).toEqual([
    ['e1', 'checkout', 'web', 'Boots, blue'],
    ['e2', 'checkout', 'web', 'blue blue'],
    ['e4', 'checkout', 'web', 'Kauf'],
    ['e5', 'checkout', 'offline', 'boots'],
    ['e6', 'checkout', 'offline', undefined],
  ]);
});

/** The lines of `recordCount` records, of which every third one contains `boots`. */
function manyLines(recordCount: number): readonly string[] {
  return Array.from({ length: recordCount }, (_, index) => line(index, { name: index % 3 === 0 ? 'boots' : '' }));
}

test('a preview of many records comes in sections, and its numbers are exact', async () => {
  const records = 50_100;
  const reviewed = await ReviewedFile.of([HEADER, ...manyLines(records)]);
  const replacing = findAndReplace('content_name', 'whole', 'boots', 'Stiefel');
  const first = await reviewed.section(replacing, {});
  expect(first.next).toBe(50_000);
  expect((await reviewed.preview(replacing)).changed).toBe(records / 3);
});

test('an edit of many records is checked in the background, and its numbers are exact', async () => {
  const records = 18_000;
  const reviewed = await ReviewedFile.of([HEADER, ...manyLines(records)]);
  const replacing = findAndReplace('content_name', 'whole', 'boots', 'Stiefel');
  expect((await reviewed.preview(replacing)).changed).toBe(records / 3);
  expect((await reviewed.edit(replacing)).view).toMatchObject({ state: 'ready', next: { state: 'queued' } });
  await reviewed.run();
  expect(await reviewed.view()).toMatchObject({ next: null, changed: records / 3, records: { fixed: records / 3 } });
  await reviewed.edit({ kind: 'undo' });
  await reviewed.run();
  expect(await reviewed.view()).toMatchObject({ records: { fixed: 0 }, canUndo: false, canRedo: true });
  expect(
    (await reviewed.edit({ ...fillEmpty('content_name', 'shoes'), filter: { show: 'ready' } })).view.next,
  ).not.toBeNull();
  await reviewed.run();
  expect((await reviewed.view()).changed).toBe((records / 3) * 2);
});

/** The text that a replacement should give, computed without the code under test. */
function expectedText(replacing: Replacing, text: string): string {
  if (replacing.kind === 'fill') return ['', '\\N'].includes(text.trim()) ? replacing.value : text;
  const { how, find, to } = replacing;
  if (how === 'whole') return text.trim() === find.trim() ? to : text;
  return how === 'part' ? text.split(find).join(to) : text.replace(new RegExp(find, 'gu'), to);
}

const NAMES = ['', ' ', 'a', 'b', 'ab', 'ba', 'a b', ' a ', 'aab', 'Kauf', '\\N', 'é', '😀a'];

test('any series of changes matches a simple model; Undo reverts it, and a restarted review agrees', async () => {
  const piece = fc.constantFrom('a', 'b', 'ab', ' ', 'é', '😀');
  const to = fc.constantFrom('', 'x', 'a', 'ba', ' ');
  const filter = fc.option(fc.constantFrom<Partial<ReviewFilter>>({ show: 'invalid' }, { show: 'ready' }), {
    nil: undefined,
  });
  const replacing: fc.Arbitrary<Replacing> = fc.oneof(
    fc.record({
      kind: fc.constant('find' as const),
      column: fc.constant('content_name'),
      how: fc.constant('whole' as const),
      find: fc.constantFrom('a', 'ab', ' b', 'Kauf'),
      to,
    }),
    fc.record({
      kind: fc.constant('find' as const),
      column: fc.constant('content_name'),
      how: fc.constant('part' as const),
      find: piece,
      to,
    }),
    fc.record({
      kind: fc.constant('find' as const),
      column: fc.constant('content_name'),
      how: fc.constant('pattern' as const),
      find: fc.constantFrom('a+', '^(.)(.)', 'a|b', '(a)(b)?', '^', '$', '[^a]', '\\s+'),
      to: fc.constantFrom('', 'x', '$&$&', '$$'),
    }),
    fc.record({
      kind: fc.constant('fill' as const),
      column: fc.constant('content_name'),
      value: fc.constantFrom('a', 'Kauf'),
    }),
  );
  const changes = fc.array(fc.record({ replacing, filter }), { minLength: 1, maxLength: 6 });
  // Every third record is invalid, whatever its name.
  const file = NAMES.map((name, index) => line(index + 1, { name, event: index % 3 === 0 ? 'nothing' : 'checkout' }));
  const reviewed = await ReviewedFile.of([HEADER, ...file]);
  await fc.assert(
    fc.asyncProperty(changes, async (list) => {
      let expected: readonly string[] = NAMES;
      const stages: (readonly string[])[] = [];
      for (const { replacing, filter } of list) {
        const isSelected = (index: number) => filter === undefined || (index % 3 === 0) === (filter.show === 'invalid');
        const after = expected.map((text, index) => (isSelected(index) ? expectedText(replacing, text) : text));
        const changed = after.filter((text, index) => text !== expected[index]).length;
        expect((await reviewed.preview(replacing, filter && { filter })).changed).toBe(changed);
        const edited = await reviewed.edit({
          ...replacing,
          ...(filter && { filter: { show: 'all', ...filter } }),
          count: changed,
        });
        expect(edited.changedCount).toBe(changed);
        expect(await reviewed.values('content_name', NAMES.length)).toEqual(after);
        if (changed > 0) stages.push(expected);
        expected = after;
      }
      const { state, records, issues } = await reviewed.view();
      await reviewed.restart();
      expect(await reviewed.view()).toMatchObject({ state, records, issues });
      for (const before of stages.toReversed()) {
        await reviewed.edit({ kind: 'undo' });
        expect(await reviewed.values('content_name', NAMES.length)).toEqual(before);
      }
      expect((await reviewed.view()).records.fixed).toBe(0);
    }),
    { numRuns: 40 },
  );
});
