import type { Command } from 'commander';
import { mailTo } from '../../core/mail-settings.ts';
import type { Delivery, DeliveryReport } from '../../core/notification.ts';
import { parseInput } from '../../core/parameters.ts';
import { translate } from '../../messages/translate.ts';
import { deliverNext } from '../../operations/deliver-next.ts';
import { renewWebhookSecret } from '../../operations/renew-webhook-secret.ts';
import { deliverOptions, notificationOptions, sendTestEvent, sendTestMail } from '../../runtime/notifications.ts';
import type { Runtime } from '../../runtime.ts';
import { identifier } from '../identifier.ts';
import { EXIT, printJson, printLine, say } from '../output.ts';
import { newTable } from '../table.ts';
import { interruptSignal, withRuntime } from '../with-runtime.ts';

const LISTED = 20;

export function addNotify(program: Command): void {
  program
    .command('notify:test-mail')
    .description('send a mail by the settings, at once')
    .argument('<address>', 'who gets it')
    .action((address: string) => withRuntime((runtime) => test(sendTestMail(runtime, parseInput(mailTo, address)))));
  program
    .command('notify:test-webhook')
    .description('call the webhook with a test event, at once')
    .action(() => withRuntime((runtime) => test(sendTestEvent(runtime))));
  program
    .command('notify:renew-secret')
    .description("put a new secret in the place of the webhook's, and print it this once")
    .action(() => withRuntime(renewSecret));
  program
    .command('notify:list')
    .description('list what was told, and what waits to be')
    .argument('[max]', 'how many', identifier, LISTED)
    .option('--json', 'print an array')
    .action((max: number, { json }: { json?: boolean }) => withRuntime((runtime) => list(runtime, max, json)));
  program
    .command('notify:send')
    .description('send what waits now, in this process; for machines on which no worker runs')
    .action(() => withRuntime(sendWaiting));
}

async function test(sending: Promise<Delivery>): Promise<void> {
  const delivery = await sending;
  say(delivery.ok ? translate('cli', 'test_sent') : translate('deliveries', delivery.code, delivery.params));
  await printJson(delivery.ok ? { ok: true, code: null } : { ok: false, code: delivery.code });
  process.exitCode = delivery.ok ? EXIT.done : EXIT.refused;
}

async function renewSecret(runtime: Runtime): Promise<void> {
  await printLine(renewWebhookSecret(notificationOptions(runtime)));
  say(translate('cli', 'webhook_secret_once'));
}

async function list({ outbox }: Runtime, max: number, json = false): Promise<void> {
  const reports = outbox.list(max);
  if (json) return printJson(reports.map(reportObject));
  const table = newTable({ head: ['Job', 'Told', 'By', 'State', 'Tries', 'Last try', 'Next try', 'Problem'] });
  for (const report of reports) {
    const { job, jobState, channel, state, tries, lastTryAt, nextTryAt, problem } = report;
    const said = problem ? translate('deliveries', problem.code, problem.params) : '';
    table.push([job, jobState, channel, state, tries, isoTime(lastTryAt) ?? '', isoTime(nextTryAt) ?? '', said]);
  }
  await printLine(reports.length === 0 ? translate('cli', 'notifications_none') : table.toString());
}

function reportObject({
  id,
  job,
  jobState,
  channel,
  state,
  createdAt,
  tries,
  lastTryAt,
  nextTryAt,
  problem,
}: DeliveryReport) {
  return {
    ...{ id, job_id: job, status: jobState, channel, state, created_at: isoTime(createdAt), tries },
    ...{ last_try_at: isoTime(lastTryAt), next_try_at: isoTime(nextTryAt), problem: problem?.code ?? null },
  };
}

async function sendWaiting(runtime: Runtime): Promise<void> {
  const interrupt = interruptSignal();
  let sent = 0;
  for (const channel of ['mail', 'webhook'] as const) {
    const options = deliverOptions(runtime, channel);
    const log: typeof options.log = (facts, delivery) => {
      options.log(facts, delivery);
      if (delivery.ok) sent += 1;
    };
    while (await deliverNext({ ...options, log }, channel, interrupt));
  }
  const waiting = runtime.outbox.waiting();
  await printJson({ sent, waiting });
  say(translate('cli', 'notifications_sent', { sent, waiting }));
}

function isoTime(milliseconds: number | null): string | null {
  return milliseconds === null ? null : new Date(milliseconds).toISOString();
}
