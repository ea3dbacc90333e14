import { expect, test } from 'vitest';
import { authenticationChoices } from '../lib/commands/authentication-choices.ts';
import { viewAuthentications } from '../lib/commands/console/authentications.ts';
import { perform } from '../lib/commands/perform.ts';
import {
  archiveAuthentication,
  chooseAuthentication,
  listAuthentications,
  restoreAuthentication,
} from '../lib/commands/rows/authentications/authentications.ts';
import { createQuery } from '../lib/commands/rows/queries.ts';
import { saveActivation } from '../lib/operations/audience/save-activation.ts';
import { createSegment } from '../lib/operations/audience/save-segment.ts';
import { decideUncertain } from '../lib/operations/jobs/decide-uncertain.ts';
import { requeueJob } from '../lib/operations/jobs/requeue-job.ts';
import { rerunJob } from '../lib/operations/jobs/rerun-job.ts';
import { resendRecords } from '../lib/operations/jobs/resend-records.ts';
import { decideOptions } from '../lib/runtime/operation-options.ts';
import { OWNER } from './kit/actors.ts';
import { ACCOUNT, startProduct, type TestProduct, validLines } from './kit/product.ts';
import { startBuiltShop } from './kit/shop-product.ts';

const TYPE = 'pinterest_conversion';
const PARAMETERS = { ad_account_id: ACCOUNT, skip_invalid_record: true };

/** The authentication that every test product has. */
const SHOP_INPUT = { authentication: 1 };

const archive = ({ runtime }: TestProduct) => perform(archiveAuthentication, SHOP_INPUT, OWNER, runtime);
const restore = ({ runtime }: TestProduct) => perform(restoreAuthentication, SHOP_INPUT, OWNER, runtime);
const namesOf = async ({ runtime }: TestProduct, input: object) =>
  (await perform(listAuthentications, input, OWNER, runtime)).data.map(({ name }) => name);

test('an archived authentication is no longer offered, and is kept for its jobs', async () => {
  const product = await startProduct();
  const { runtime } = product;
  const job = await product.run(await product.export(validLines(3)));
  const archived = await archive(product);
  expect(archived.archived_at).not.toBeNull();
  expect((await archive(product)).archived_at).toBe(archived.archived_at);

  expect(await authenticationChoices(runtime)).toEqual([]);
  expect([await namesOf(product, {}), await namesOf(product, { archived: true })]).toEqual([[], ['Shop']]);
  expect(await namesOf(product, { name: 'Shop' })).toEqual(['Shop']);
  const [shown] = await perform(viewAuthentications, {}, OWNER, runtime);
  expect(shown).toMatchObject({ name: 'Shop', jobCount: 1, customBaseUrl: runtime.env.apiBaseUrls[TYPE] });
  expect((await runtime.jobs.find(job.id))?.authenticationId).toBe(1);

  expect((await restore(product)).archived_at).toBeNull();
  expect(await authenticationChoices(runtime)).toMatchObject([{ name: 'Shop' }]);
});

test('nothing new is sent with an archived authentication until it is restored', async () => {
  const product = await startProduct();
  const { runtime } = product;
  const done = await product.run(await product.export([...validLines(2), 'checkout,web,0,e9,no-address']));
  await archive(product);
  const refused = { code: 'authentication_archived', params: { name: 'Shop' } };
  const choose = (input: object) => perform(chooseAuthentication, { type: TYPE, ...input }, OWNER, runtime);
  await expect(choose({ id: 1 })).rejects.toMatchObject(refused);
  await expect(choose({ name: 'Shop' })).rejects.toMatchObject(refused);
  await expect(rerunJob(runtime, done.id)).rejects.toMatchObject(refused);
  await expect(resendRecords(runtime, { id: done.id, statuses: ['invalid'] })).rejects.toMatchObject(refused);
  const query = {
    name: 'Daily',
    database: 'shop',
    sql: 'SELECT 1',
    export: { authentication: 1, type: TYPE, parameters: PARAMETERS },
  };
  await runtime.workbench.createDatabase('shop');
  await expect(perform(createQuery, query, OWNER, runtime)).rejects.toMatchObject(refused);
  // The same token becomes a new authentication, because the archived one must not be used.
  expect(await choose({ access_token: 'pina_test' })).toMatchObject({ id: 2, archived_at: null });

  await restore(product);
  expect(await choose({ name: 'Shop' })).toMatchObject({ id: 1 });
  await perform(createQuery, query, OWNER, runtime);
  await expect(archive(product)).rejects.toMatchObject({
    code: 'authentication_in_queries',
    params: { name: 'Shop', count: 1, queries: 'Daily' },
  });
});

test('a job that ended in an error does not continue with an archived authentication', async () => {
  const product = await startProduct({ PINTD_MAX_EVENTS_PER_CALL: '1' });
  const { runtime, sandbox } = product;
  sandbox.setScript([
    { match: { eventId: 'e1' }, do: { status: 204 } },
    { match: { eventId: 'e2' }, do: { status: 404 } },
  ]);
  const uncertain = await product.run(await product.export(validLines(1)));
  expect(uncertain).toMatchObject({ state: 'error', error: { code: 'uncertain' } });
  const onlyE2 = validLines(2).toSpliced(1, 1);
  const failed = await product.run(await product.export(onlyE2));
  expect(failed).toMatchObject({ state: 'error', error: { code: 'refused' } });
  await archive(product);
  const refused = { code: 'authentication_archived', params: { name: 'Shop' } };
  const resume = () => requeueJob(runtime, failed.id);
  const decide = () => decideUncertain(decideOptions(runtime), { id: uncertain.id, decision: 'resend' });
  await expect(resume()).rejects.toMatchObject(refused);
  await expect(decide()).rejects.toMatchObject(refused);
  await restore(product);
  for (const action of [resume, decide]) expect(await action()).toMatchObject({ state: 'queued' });
});

test('an authentication is not archived while unfinished jobs use it', async () => {
  const product = await startProduct();
  const waiting = await product.export(validLines(3));
  await expect(archive(product)).rejects.toMatchObject({
    code: 'authentication_in_unfinished_jobs',
    params: { count: 1, jobs: String(waiting.id) },
  });
  expect((await product.run(waiting)).state).toBe('success');
  expect((await archive(product)).archived_at).not.toBeNull();
});

test('an authentication is neither archived nor deleted while activations use it', async () => {
  const product = await startBuiltShop();
  const { runtime } = product;
  await createSegment(runtime, { parentSegment: 1, folder: [] }, { name: 'Everybody', rule: {} });
  const output = { columns: [{ column: 'external_id', source: { column: 'id' } }] };
  const choice = { name: 'Signups', authentication: 1, parameters: PARAMETERS, output };
  await saveActivation(runtime, { segment: 1 }, { choice, schedule: {} });
  const refused = { code: 'authentication_in_activations', params: { name: 'Shop', count: 1, activations: 'Signups' } };
  await expect(archive(product)).rejects.toMatchObject(refused);
  await expect(() => runtime.authentications.delete(1)).rejects.toThrow(expect.objectContaining(refused));
});
