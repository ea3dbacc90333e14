import { expect, test } from 'vitest';
import { saveExportDraft, viewDraftVersion, viewExportFile } from '../lib/commands/console/export-steps/draft.ts';
import { fixRecords } from '../lib/commands/console/reviews.ts';
import { viewDrafts } from '../lib/commands/console/uploads.ts';
import { perform } from '../lib/commands/perform.ts';
import { beginReview } from '../lib/commands/rows/reviews.ts';
import { deleteUpload } from '../lib/commands/rows/uploads.ts';
import { connectorOf } from '../lib/connectors/registry.ts';
import { sandboxAuthentication } from '../lib/operations/authentications/choose-authentication.ts';
import { createExport } from '../lib/operations/exports/create-export.ts';
import { createQueryJob } from '../lib/operations/queries/create-query-job.ts';
import { runNextReview } from '../lib/operations/review/run-review.ts';
import { OWNER } from './kit/actors.ts';
import { ACCOUNT, startProduct, type TestProduct, validLines } from './kit/product.ts';

const DAY_MS = 86_400_000;

const draftsOf = async ({ runtime }: TestProduct) => (await perform(viewDrafts, {}, OWNER, runtime)).drafts;
const saveDraft = ({ runtime }: TestProduct, input: object) => perform(saveExportDraft, input, OWNER, runtime);

test('unsent files are listed with their step, the most recently changed first', async () => {
  const product = await startProduct();
  const { runtime } = product;
  const first = await product.upload(validLines(2));
  const second = await product.upload(validLines(3));
  await runtime.clock.sleep(1000, new AbortController().signal);
  await saveDraft(product, { upload: first.id, step: 'match' });
  const changedAt = (await runtime.drafts.updatedAt(first.id)) ?? 0;
  expect(await draftsOf(product)).toMatchObject([
    { id: first.id, name: 'events.csv', step: 'match', changedAt, choicesUntil: changedAt + 7 * DAY_MS, trialCount: 0 },
    { id: second.id, step: null, changedAt: null, choicesUntil: null },
  ]);
  // A changed mapping and a confirmed column are choices of the Match step; an authentication may be chosen before it.
  await saveDraft(product, { upload: first.id, mapping: { em: 'em' }, constants: {} });
  await saveDraft(product, { upload: second.id, form: { authentication: 1 } });
  const third = await product.upload(validLines(4));
  await saveDraft(product, { upload: third.id, checked: ['em'] });
  const steps = new Map((await draftsOf(product)).map(({ id, step }) => [id, step]));
  expect([first, second, third].map(({ id }) => steps.get(id))).toEqual(['match', null, 'match']);
});

test('a file that a person edited in Review continues there', async () => {
  const product = await startProduct();
  const { runtime } = product;
  const { id } = await product.upload(validLines(2));
  await perform(beginReview, { upload: id, mapping: {} }, OWNER, runtime);
  await runNextReview(runtime, new AbortController().signal);
  await saveDraft(product, { upload: id, mapping: { em: 'em' }, constants: {} });
  const stepOf = async () => (await draftsOf(product))[0]?.step;
  expect(await stepOf()).toBe('match');
  const { fixesBytes } = (await runtime.reviews.find(id)) ?? { fixesBytes: 0 };
  const edit = { kind: 'cell', record: 1, column: 'em', value: 'other@mail.example' } as const;
  await perform(fixRecords, { upload: id, edit, fixesBytes }, OWNER, runtime);
  expect(await stepOf()).toBe('review');
  expect((await perform(viewExportFile, { upload: id }, OWNER, runtime)).isEdited).toBe(true);
  await saveDraft(product, { upload: id, mapping: { em: 'em' }, constants: {}, step: 'send' });
  expect(await stepOf()).toBe('send');
});

test('an unsent file is kept as long as the settings say', async () => {
  const product = await startProduct();
  await product.upload(validLines(2));
  const [{ keptUntil, createdAt } = { keptUntil: 0, createdAt: 0 }] = await draftsOf(product);
  expect(keptUntil).toBe(createdAt + 14 * DAY_MS);
});

test('a file stays a draft after trials, until it is sent', async () => {
  const product = await startProduct();
  const { runtime } = product;
  const connector = connectorOf('pinterest_conversion');
  const upload = await product.upload(validLines(12));
  const [shop] = await runtime.authentications.list();
  if (!shop) throw new Error('no authentication');
  await saveDraft(product, { upload: upload.id, step: 'send', form: { authentication: shop.id } });
  const send = async (authentication: typeof shop, changes: object, choices = {}) => {
    const parameters = { ad_account_id: ACCOUNT, skip_invalid_record: true, ...changes };
    return product.run(await createExport({ connector, upload, authentication, parameters, ...choices }, runtime));
  };
  await send(shop, { test_event: true }, { part: { parentId: null, selection: [[1, 10]] } });
  await send(await sandboxAuthentication(runtime.authentications, connector.type), {});
  expect(await draftsOf(product)).toMatchObject([{ id: upload.id, trialCount: 2 }]);
  expect((await send(shop, {})).state).toBe('success');
  expect(await draftsOf(product)).toEqual([]);
});

test('a file whose draft selects the sandbox is no longer a draft once it is sent there', async () => {
  const product = await startProduct();
  const { runtime } = product;
  const connector = connectorOf('pinterest_conversion');
  const upload = await product.upload(validLines(2));
  const authentication = await sandboxAuthentication(runtime.authentications, connector.type);
  await saveDraft(product, { upload: upload.id, form: { authentication: authentication.id } });
  const parameters = { ad_account_id: ACCOUNT, skip_invalid_record: true };
  await product.run(await createExport({ connector, upload, authentication, parameters }, runtime));
  expect(await draftsOf(product)).toEqual([]);
});

test('the result of a query is not a draft', async () => {
  const product = await startProduct();
  const { runtime } = product;
  await runtime.workbench.createDatabase('shop');
  const job = await product.run(await createQueryJob({ database: 'shop', sql: 'SELECT 1 AS one' }, runtime));
  expect(job).toMatchObject({ state: 'success', destination: null });
  expect(job.uploadId).not.toBeNull();
  expect(await draftsOf(product)).toEqual([]);
});

test('a deleted file is not a draft, and no draft can be saved for it', async () => {
  const product = await startProduct();
  const { id } = await product.upload(validLines(2));
  await perform(deleteUpload, { upload: id }, OWNER, product.runtime);
  expect(await draftsOf(product)).toEqual([]);
  await expect(saveDraft(product, { upload: id, step: 'match' })).rejects.toMatchObject({ code: 'upload_deleted' });
});

test('if two tabs change one draft, the second to save is refused, and nothing is overwritten', async () => {
  const product = await startProduct();
  const { runtime } = product;
  const { id: upload } = await product.upload(validLines(2));
  const first = { step: 'match' };
  const second = { step: 'review' };
  const loaded = await perform(viewDraftVersion, { upload }, OWNER, runtime);
  expect(loaded).toEqual({ updated_at: null });
  const { updated_at: version } = await saveDraft(product, { upload, ...first, if_updated_at: null });
  const stale = saveDraft(product, { upload, ...second, if_updated_at: null });
  await expect(stale).rejects.toMatchObject({ code: 'draft_changed_meanwhile' });
  expect(await runtime.drafts.get(upload)).toEqual(first);

  // Repeating a save whose response was lost does not count as a change by another tab.
  expect((await saveDraft(product, { upload, ...first, if_updated_at: null })).updated_at).toBeGreaterThan(version);
  const now = await perform(viewDraftVersion, { upload }, OWNER, runtime);
  const again = await saveDraft(product, { upload, ...second, if_updated_at: now.updated_at });
  expect(again.updated_at).toBeGreaterThan(now.updated_at ?? 0);
  expect(await runtime.drafts.get(upload)).toEqual(second);
  await saveDraft(product, { upload, ...first });
  expect(await runtime.drafts.get(upload)).toEqual(first);
});
