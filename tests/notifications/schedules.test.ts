import { describe, expect, test } from 'vitest';
import type { Job } from '../../lib/core/job/job.ts';
import { INITIAL_SCHEDULE, type ScheduleChoice } from '../../lib/core/schedule/schedule.ts';
import { runSavedQuery } from '../../lib/operations/queries/run-saved-query.ts';
import { saveQuery } from '../../lib/operations/queries/save-query.ts';
import { scheduleQuery } from '../../lib/operations/schedules/schedule-query.ts';
import { type NotifyingOptions, neverAborted, RECIPIENTS, sendDue, startNotifying } from '../kit/notifying.ts';
import { validLines } from '../kit/product.ts';
import { decodeQuotedPrintable } from '../kit/receivers.ts';
import { jobsOfUpload, planAll } from '../kit/schedules.ts';

/** Emails about the planned runs of a query. */

describe('the schedule of a query', () => {
  /** A product with a scheduled query and these notification choices. */
  async function startScheduled(choice: Partial<ScheduleChoice>, settings: NotifyingOptions = {}) {
    const product = await startNotifying(settings);
    const { runtime } = product;
    const upload = await product.upload(validLines(2));
    const query = { name: 'Daily sales', database: 'shop', engine: 'duckdb', sql: 'SELECT 1' };
    await runtime.workbench.createDatabase(query.database);
    const { id } = await saveQuery(runtime, query);
    await scheduleQuery(runtime, id, {
      ...INITIAL_SCHEDULE,
      cron: '@hourly',
      recipients: ['sales@shop.example'],
      ...choice,
    });
    const makeJob = jobsOfUpload(runtime, upload.id);
    return { ...product, queryId: id, makeJob };
  }

  /** Runs the query at its planned time; returns the recipients of each email so far. */
  async function runPlanned(product: Awaited<ReturnType<typeof startScheduled>>) {
    const { runtime, makeJob } = product;
    await runtime.clock.sleep(60 * 60 * 1000, neverAborted);
    await planAll(runtime, makeJob);
    const [job] = await runtime.jobs.list({ limit: 1 });
    await product.run(job as Job);
    await sendDue(product, 'mail');
    return product.mailServer.mails.map(({ to }) => to);
  }

  test('sends a separate email to its own recipients', async () => {
    const product = await startScheduled({ mailSuccess: true });
    expect(await runPlanned(product)).toEqual([RECIPIENTS, ['sales@shop.example']]);
    const text = decodeQuotedPrintable(product.mailServer.mails[1]?.raw ?? '').replaceAll('\r\n ', ' ');
    expect(text).toContain('Subject: [Conversion Console] Daily sales: Job 1 succeeded: 2 accepted');
    expect(text).toMatch(/Scheduled for: \d{4}-\d\d-\d\dT\d\d:00:00/);
    expect(text).toContain('List-Unsubscribe: <http://localhost:3000/workbench/queries/1/schedule>');
    expect(text).not.toContain('ops@shop.example');
  });

  test('sends an email even without recipients in the settings', async () => {
    const notifications = { mail_recipients: [] };
    expect(await runPlanned(await startScheduled({ mailSuccess: true }, { notifications }))).toEqual([
      ['sales@shop.example'],
    ]);
  });

  test('sends no second email to recipients of the settings', async () => {
    const recipients = ['OPS@shop.example', 'sales@shop.example'];
    expect(await runPlanned(await startScheduled({ mailSuccess: true, recipients }))).toEqual([
      RECIPIENTS,
      ['sales@shop.example'],
    ]);
  });

  test('sends only the chosen kinds of email', async () => {
    const notifications = { mail_recipients: [] };
    expect(await runPlanned(await startScheduled({ mailSuccess: false }, { notifications }))).toEqual([]);
    const failing = await startScheduled({ mailSuccess: false, mailFailure: true }, { notifications });
    failing.sandbox.setScript([{ do: { status: 401 } }]);
    expect(await runPlanned(failing)).toEqual([['sales@shop.example']]);
  });

  test('sends no email for manual runs', async () => {
    const product = await startScheduled({ mailSuccess: true }, { notifications: { mail_recipients: [] } });
    const { job } = await runSavedQuery({ ...product.runtime, makeJob: product.makeJob }, product.queryId);
    await product.run((await product.runtime.jobs.find(job)) as Job);
    await sendDue(product, 'mail');
    expect(product.mailServer.mails).toEqual([]);
  });

  test('names its query and the planned time in the webhook event', async () => {
    const product = await startScheduled({});
    await runPlanned(product);
    await sendDue(product, 'webhook');
    const data = JSON.parse(product.hook.calls[0]?.body ?? '{}').data;
    expect(data.query).toMatchObject({ id: 1, name: 'Daily sales' });
    expect(data.query.planned_at).toMatch(/:00:00.000Z$/);
  });
});
