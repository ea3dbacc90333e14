import { expect, onTestFinished, test } from 'vitest';
import type { Scheduled } from '../lib/core/schedule/planned-run.ts';
import { INITIAL_NOTIFICATIONS } from '../lib/core/settings/notification-settings.ts';
import { saveActivation } from '../lib/operations/audience/save-activation.ts';
import { saveParentSegment } from '../lib/operations/audience/save-parent-segment.ts';
import { createSegment } from '../lib/operations/audience/save-segment.ts';
import { saveQuery } from '../lib/operations/queries/save-query.ts';
import { planDueRuns } from '../lib/operations/schedules/plan-due-runs.ts';
import { scheduleQuery } from '../lib/operations/schedules/schedule-query.ts';
import { saveNotifications } from '../lib/operations/settings/save-notifications.ts';
import { sendNext } from '../lib/operations/settings/send-next.ts';
import { sendingOptions } from '../lib/runtime/notifications.ts';
import { planOptions } from '../lib/runtime/schedules.ts';
import { sendMailsThrough } from './kit/mail-settings.ts';
import { ACCOUNT, type TestProduct } from './kit/product.ts';
import { decodeQuotedPrintable, startMailServer } from './kit/receivers.ts';
import { SHOP } from './kit/shop.ts';
import { buildShop, startBuiltShop } from './kit/shop-product.ts';

/** Planned runs that get no job: who is notified of them, from the decision to a real mail server. */

const neverAborted = new AbortController().signal;

async function startWithMail() {
  const product = await startBuiltShop();
  const { runtime } = product;
  await createSegment(runtime, { parentSegment: 1, folder: [] }, { name: 'Everybody', rule: {} });
  const server = await startMailServer();
  onTestFinished(() => server.close());
  await sendMailsThrough(server, runtime);
  await saveNotifications(runtime, { ...INITIAL_NOTIFICATIONS, mail_recipients: ['ops@shop.example'] });
  const sendDueMails = async () => {
    while (await sendNext(sendingOptions(runtime, 'mail'), 'mail', neverAborted));
    return server.mails.splice(0);
  };
  return { product, sendDueMails };
}

/** Decides about the next planned time as the worker does, three times, as after crashes; returns the planned time. */
async function planNext({ runtime }: TestProduct, scheduled: Scheduled): Promise<number> {
  const planned = Number((await runtime.schedules.find(scheduled))?.nextAt);
  const options = { ...planOptions(runtime), clock: { ...runtime.clock, now: () => planned } };
  for (let decisions = 0; decisions < 3; decisions++) await planDueRuns(options, scheduled);
  return planned;
}

/** An email with its folded headers on one line. */
const unfolded = (raw: string) => decodeQuotedPrintable(raw).replaceAll(/\r?\n /g, ' ');

async function scheduleActivation(
  { runtime }: TestProduct,
  { mailFailure }: { readonly mailFailure: boolean },
): Promise<Scheduled> {
  const text = (string: string) => ({ string, parameters: [] });
  const columns = [
    { column: 'event_name', source: text('signup') },
    { column: 'em', source: { column: 'email' } },
  ];
  const parameters = { ad_account_id: ACCOUNT, skip_invalid_record: true };
  const { id } = await saveActivation(
    runtime,
    { segment: 1 },
    {
      choice: { name: 'Signups', authentication: 1, parameters, output: { columns } },
      schedule: { cron: '0 * * * *', recipients: ['crm@shop.example'], mailFailure },
    },
  );
  return { kind: 'activation', id };
}

async function renameColumn(product: TestProduct): Promise<void> {
  const master = { ...SHOP.master, columns: [{ column: 'email', name: 'mail' }] };
  await saveParentSegment(product.runtime, 1, { choice: { master } });
  await buildShop(product);
}

test('an activation whose column is gone sends one email to its recipients and one to those of the settings', async () => {
  const { product, sendDueMails } = await startWithMail();
  const activation = await scheduleActivation(product, { mailFailure: true });
  await renameColumn(product);
  const jobs = (await product.runtime.jobs.list({ limit: 9 })).length;
  await sendDueMails();
  const planned = await planNext(product, activation);
  const sent = await sendDueMails();
  expect(sent.map(({ to }) => to)).toEqual([['ops@shop.example'], ['crm@shop.example']]);
  const text = unfolded(sent[1]?.raw ?? '');
  expect(text).toContain('Subject: [Conversion Console] Signups: a scheduled run did not start');
  expect(text).toContain('No job was created, and nothing was sent.');
  expect(text).toContain('There is no column email in the build.');
  expect(text).toContain('Fix this before the next planned time');
  expect(text).toContain(new Date(planned).toISOString());
  expect(text).toContain('http://localhost:3000/audience/1/segments/1/activations/1');
  expect(text).not.toContain('ops@shop.example');
  expect(await product.runtime.jobs.list({ limit: 9 })).toHaveLength(jobs);
  expect(await product.runtime.outbox.list(2)).toMatchObject([
    { job: null, jobState: 'refused', planned: { name: 'Signups' }, state: 'sent' },
    { job: null, jobState: 'refused', state: 'sent' },
  ]);
  await planNext(product, activation);
  expect(await sendDueMails()).toHaveLength(2);
});

test('recipients for whom emails about failures are off get none', async () => {
  const { product, sendDueMails } = await startWithMail();
  await saveNotifications(product.runtime, {
    ...INITIAL_NOTIFICATIONS,
    mail_recipients: ['ops@shop.example'],
    notify_error: false,
  });
  const activation = await scheduleActivation(product, { mailFailure: false });
  await renameColumn(product);
  await sendDueMails();
  await planNext(product, activation);
  expect(await sendDueMails()).toEqual([]);
});

test('a refused run of a query or a parent segment sends emails to its recipients and those of the settings', async () => {
  const { product, sendDueMails } = await startWithMail();
  const { runtime } = product;
  const { id } = await saveQuery(runtime, { name: 'Daily sales', database: 'shop', engine: 'duckdb', sql: 'SELECT 1' });
  await scheduleQuery(runtime, id, { cron: '@hourly', timeZone: 'UTC', recipients: ['sales@shop.example'] });
  await saveParentSegment(runtime, 1, { choice: {}, schedule: { cron: '@hourly', recipients: ['cdp@shop.example'] } });
  await sendDueMails();
  for (const scheduled of [
    { kind: 'query', id },
    { kind: 'parent_segment', id: 1 },
  ] as const) {
    const planned = Number((await runtime.schedules.find(scheduled))?.nextAt);
    const refuse = async () => {
      throw new Error('an internal error');
    };
    const options = {
      ...planOptions(runtime),
      clock: { ...runtime.clock, now: () => planned },
      makePlannedJob: refuse,
    };
    await planDueRuns(options, scheduled);
  }
  const sent = await sendDueMails();
  expect(sent.map(({ to }) => to)).toEqual([
    ['ops@shop.example'],
    ['sales@shop.example'],
    ['ops@shop.example'],
    ['cdp@shop.example'],
  ]);
  expect(unfolded(sent[1]?.raw ?? '')).toContain('/workbench/queries/1/schedule');
  expect(unfolded(sent[3]?.raw ?? '')).toContain('The build in use stays as it is.');
});
