import Database from 'better-sqlite3';
import { describe, expect, onTestFinished, test } from 'vitest';
import { databasePath } from '../../lib/adapters/store/sqlite/connection.ts';
import type { Job } from '../../lib/core/job/job.ts';
import { mailInput } from '../../lib/core/settings/mail-settings.ts';
import { KILLED, PAUSED_BY_PERSON } from '../../lib/operations/delivery/stops.ts';
import { saveMail } from '../../lib/operations/settings/save-mail.ts';
import { saveNotifications } from '../../lib/operations/settings/save-notifications.ts';
import { sendNext } from '../../lib/operations/settings/send-next.ts';
import { claimAndExecute } from '../../lib/runtime/execute.ts';
import { sendingOptions } from '../../lib/runtime/notifications.ts';
import { sweepsOf } from '../../lib/runtime/sweeps.ts';
import { executeElsewhere } from '../kit/elsewhere.ts';
import { channelStatesOf, faultyLines, neverAborted, sendDue, startNotifying } from '../kit/notifying.ts';
import { testOfSqlite } from '../kit/postgresql.ts';
import { type TestProduct, validLines } from '../kit/product.ts';
import { decodeQuotedPrintable } from '../kit/receivers.ts';

/** Notifications, from the transaction that ends a job until they are sent or given up. */

describe('the outbox', () => {
  const refuseToken = [{ do: { status: 401 } }];
  const stopBeforeStart = (product: TestProduct, job: Job, how: typeof KILLED) =>
    claimAndExecute(product.runtime, job.id, ['queued'], { signal: AbortSignal.abort(), stop: how });

  test('a refused token causes one email, and a webhook call for each paused job', async () => {
    const product = await startNotifying();
    product.sandbox.setScript(refuseToken);
    const jobs = [
      await product.export(validLines(3)),
      await product.export(validLines(3)),
      await product.export(validLines(3)),
    ];
    for (const job of jobs) await product.run(job);
    for (const channel of ['mail', 'webhook'] as const) await sendDue(product, channel);
    expect(product.mailServer.mails).toHaveLength(1);
    expect(decodeQuotedPrintable(product.mailServer.mails[0]?.raw ?? '')).toContain(
      '2 other jobs are paused for the same reason.',
    );
    const notified = product.hook.calls.map(({ body }) => JSON.parse(body).data);
    expect(notified.map(({ job_id }) => job_id).sort((a, b) => a - b)).toEqual(jobs.map(({ id }) => id));
    expect(notified[0]).toMatchObject({ status: 'paused', error: { code: 'unauthorized' } });
  });

  test('repeated pauses within an hour cause one notification', async () => {
    const product = await startNotifying();
    product.sandbox.setScript(refuseToken);
    const job = await product.export(validLines(3));
    await product.run(job);
    await product.runtime.clock.sleep(58 * 60 * 1000, neverAborted);
    await product.run(job);
    expect((await channelStatesOf(product)).filter((each) => each.startsWith('mail'))).toHaveLength(1);
    await product.runtime.clock.sleep(3 * 60 * 1000, neverAborted);
    await product.run(job);
    expect((await channelStatesOf(product)).filter((each) => each.startsWith('mail'))).toHaveLength(2);
  });

  test('repeated pauses cause one notification even if another clock is ahead, unless it is far ahead', async () => {
    const product = await startNotifying();
    product.sandbox.setScript(refuseToken);
    const job = await product.export(validLines(3));
    const pauseAfterNoticeAt = async (aheadMs: number) => {
      const createdAt = product.runtime.clock.now() + aheadMs;
      await executeElsewhere(product.runtime, 'UPDATE notification SET created_at = ?', [createdAt]);
      await product.run(job);
      return (await channelStatesOf(product)).filter((each) => each.startsWith('mail')).length;
    };
    await product.run(job);
    expect(await pauseAfterNoticeAt(60_000)).toBe(1);
    expect(await pauseAfterNoticeAt(365 * 24 * 60 * 60 * 1000)).toBe(2);
  });

  test('pauses and kills by a person cause no notification', async () => {
    const product = await startNotifying();
    await stopBeforeStart(product, await product.export(validLines(1)), KILLED);
    await stopBeforeStart(product, await product.export(validLines(1)), PAUSED_BY_PERSON);
    expect(await channelStatesOf(product)).toEqual([]);
    expect((await product.runtime.outbox.after(0, 10)).notices).toEqual([]);
  });

  test('only chosen notifications are sent; pages get all', async () => {
    const product = await startNotifying({
      notifications: { notify_success: false, notify_rejects: true, rejects_percent: 50 },
    });
    const { runtime } = product;
    await product.run(await product.export(faultyLines()));
    expect(await channelStatesOf(product)).toEqual([]);
    expect(await runtime.outbox.after(0, 10)).toMatchObject({ cursor: 1, notices: [{ job: 1, state: 'success' }] });
    await saveNotifications(runtime, { ...(await runtime.settings.notifications()), rejects_percent: 30 });
    await product.run(await product.export(faultyLines(), {}, { alreadyAccepted: 'send' }));
    expect(await channelStatesOf(product)).toEqual(['webhook waiting', 'mail waiting']);
  });

  test('pages get the newest notices, each once', async () => {
    const product = await startNotifying();
    const { outbox } = product.runtime;
    for (let number = 1; number <= 3; number++) await product.run(await product.export(validLines(number)));
    const { cursor, notices } = await outbox.after(0, 2);
    expect(notices).toMatchObject([{ job: 2 }, { job: 3 }]);
    expect(await outbox.after(cursor, 2)).toEqual({ cursor, notices: [] });
  });

  test('sent notifications are deleted after a month, waiting ones are not', async () => {
    const product = await startNotifying();
    const { runtime } = product;
    await product.run(await product.export(validLines(1)));
    await sendDue(product, 'mail');
    await runtime.clock.sleep(31 * 24 * 60 * 60 * 1000, neverAborted);
    await sweepsOf(runtime)
      .find(({ name }) => name === 'notifications')
      ?.run();
    expect(await channelStatesOf(product)).toEqual(['webhook waiting']);
  });

  test('a notification taken by a dead process is sent again after a timeout', async () => {
    const product = await startNotifying();
    const { runtime } = product;
    await product.run(await product.export(validLines(1)));
    expect(await runtime.outbox.take('mail')).toBeDefined();
    await sendDue(product, 'mail');
    expect(product.mailServer.mails).toEqual([]);
    await runtime.clock.sleep(3 * 60 * 1000, neverAborted);
    await sendDue(product, 'mail');
    expect(product.mailServer.mails).toHaveLength(1);
  });

  test('saving settings while a notification is sent does not send it twice', async () => {
    const product = await startNotifying();
    const { runtime } = product;
    await product.run(await product.export(validLines(1)));
    expect(await runtime.outbox.take('mail')).toBeDefined();
    await saveMail(runtime, mailInput.parse({ ...(await runtime.settings.mail()), smtp_password: '' }));
    await saveNotifications(runtime, await runtime.settings.notifications());
    await sendDue(product, 'mail');
    expect(product.mailServer.mails).toEqual([]);
  });

  test('an outdated try changes nothing, unless it succeeded', async () => {
    const product = await startNotifying();
    const { outbox, clock } = product.runtime;
    const failed = { ok: false, code: 'timed_out', params: {} } as const;
    const mail = async () => (await outbox.list(10)).find(({ channel }) => channel === 'mail');
    await product.run(await product.export(validLines(1)));
    const slowTry = (await outbox.take('mail'))!;
    await clock.sleep(3 * 60 * 1000, neverAborted);
    const quickTry = (await outbox.take('mail'))!;
    await outbox.record(slowTry, failed, undefined);
    await outbox.putBack(slowTry);
    expect(await mail()).toMatchObject({ state: 'waiting', tries: 2, problem: null });
    await outbox.record(slowTry, { ok: true, params: {} }, undefined);
    await outbox.record(quickTry, failed, 1000);
    expect(await mail()).toMatchObject({ state: 'sent', problem: null });
  });

  testOfSqlite('the result of a try is stored once the database is available again', async () => {
    const product = await startNotifying();
    const { outbox, env } = product.runtime;
    await product.run(await product.export(validLines(1)));
    const taken = (await outbox.take('mail'))!;
    const other = new Database(databasePath(env.dataDir));
    onTestFinished(() => void other.close());
    other.exec('BEGIN IMMEDIATE');
    // The first attempt to store the result has failed by the time the lock is released.
    const recording = outbox.record(taken, { ok: true, params: {} }, undefined);
    other.exec('COMMIT');
    await recording;
    expect(await channelStatesOf(product)).toContain('mail sent');
  });

  test('notifications of a removed channel are given up immediately', async () => {
    const product = await startNotifying();
    const { runtime } = product;
    await product.run(await product.export(validLines(1)));
    await saveNotifications(runtime, { ...(await runtime.settings.notifications()), webhook_url: '' });
    await sendDue(product, 'webhook');
    expect(await channelStatesOf(product)).toEqual(['webhook given_up', 'mail waiting']);
  });

  testOfSqlite('an internal error does not affect the end of the job', async () => {
    const product = await startNotifying();
    const database = new Database(databasePath(product.runtime.env.dataDir));
    database.exec('DROP TABLE notification').close();
    expect(await product.run(await product.export(validLines(1)))).toMatchObject({ state: 'success' });
  });

  test('an interrupted try does not count', async () => {
    const product = await startNotifying();
    await product.run(await product.export(validLines(1)));
    await sendNext(sendingOptions(product.runtime, 'mail'), 'mail', AbortSignal.abort());
    expect((await product.runtime.outbox.list(10)).find(({ channel }) => channel === 'mail')).toMatchObject({
      tries: 0,
    });
    await sendDue(product, 'mail');
    expect(product.mailServer.mails).toHaveLength(1);
  });
});
