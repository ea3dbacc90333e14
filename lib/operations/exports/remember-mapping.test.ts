import { expect, test } from 'vitest';
import { startProduct, validLines } from '../../../tests/kit/product.ts';
import { connectorOf } from '../../connectors/registry.ts';
import { DRAFT_RETENTION_MS } from '../../core/export/export-draft.ts';
import { findSavedMapping, rememberMapping, saveMapping } from './remember-mapping.ts';

const connector = connectorOf('pinterest_conversion');
const file = { name: 'CRM weekly.csv.gz', header: ['Kind', 'When', 'who', ''] };
const matching = { mapping: { Kind: 'event_name', who: 'em' }, constants: { action_source: 'web' } };

test('recognizes a header in any order and case, and with the columns that a download of records adds', async () => {
  const { runtime } = await startProduct();
  await rememberMapping(connector, file, matching, runtime);
  const again = { name: 'other.csv', header: ['WHO', 'kind', 'when', '_record', '_status'] };
  expect(await findSavedMapping(connector, again, runtime)).toMatchObject({
    name: 'CRM weekly',
    mapping: { WHO: 'em', kind: 'event_name', when: null, _record: null, _status: null },
    constants: { action_source: 'web' },
  });
  expect(await findSavedMapping(connector, { ...again, header: ['who', 'kind'] }, runtime)).toBeUndefined();
});

test('saves nothing if the mapping is the suggested one; a later mapping replaces the saved one', async () => {
  const { runtime } = await startProduct();
  const plain = { name: 'plain.csv', header: ['em'] };
  await rememberMapping(connector, plain, { mapping: { em: 'em' }, constants: {} }, runtime);
  expect(await runtime.savedMappings.list()).toEqual([]);
  // `Type` may mean something else, so a person has confirmed it.
  const confirmed = { mapping: { Type: 'event_name', em: 'em' }, constants: {} };
  await rememberMapping(connector, { name: 'kinds.csv', header: ['Type', 'em'] }, confirmed, runtime);
  expect(await runtime.savedMappings.list()).toMatchObject([{ name: 'kinds', mapping: confirmed.mapping }]);
  await runtime.savedMappings.delete((await runtime.savedMappings.list())[0]?.id ?? 0);
  await saveMapping(connector, file, matching, { ...runtime, name: 'Mine' });
  await rememberMapping(connector, file, { ...matching, constants: {} }, runtime);
  expect(await runtime.savedMappings.list()).toMatchObject([{ name: 'Mine', constants: {} }]);
});

test('renames and removes a saved mapping, and refuses to rename an unknown one', async () => {
  const { runtime } = await startProduct();
  const { id } = await saveMapping(connector, file, matching, runtime);
  await runtime.savedMappings.rename(id, 'Other');
  expect(await runtime.savedMappings.list()).toMatchObject([{ id, name: 'Other' }]);
  await runtime.savedMappings.delete(id);
  await expect(() => runtime.savedMappings.rename(id, 'x')).rejects.toThrow(
    expect.objectContaining({ code: 'mapping_unknown' }),
  );
});

test('keeps a draft until it has been untouched for a week', async () => {
  const { runtime, upload } = await startProduct();
  const { id } = await upload(validLines(1));
  expect(await runtime.drafts.get(id)).toEqual({});
  const draft = { ...matching, step: 'send', form: { account: '1', skip: true } };
  await runtime.drafts.keep(id, draft);
  await runtime.drafts.sweep(Date.now() - DRAFT_RETENTION_MS);
  expect(await runtime.drafts.get(id)).toEqual(draft);
  await runtime.drafts.sweep(Date.now() + DRAFT_RETENTION_MS);
  expect(await runtime.drafts.get(id)).toEqual({});
});

test('refuses an export with an invalid constant', async () => {
  const product = await startProduct();
  const lines = validLines(1).map((line) => line.split(',').toSpliced(1, 1).join(','));
  const withConstant = (value: string) =>
    product.export(lines, {}, { matching: { mapping: {}, constants: { action_source: value } } });
  await expect(withConstant('nowhere')).rejects.toMatchObject({ code: 'constant_invalid' });
  expect(await product.run(await withConstant('WEB'))).toMatchObject({ records: { read: 1, accepted: 1 } });
});
