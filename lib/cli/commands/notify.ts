import type { Command } from 'commander';
import {
  listNotifications,
  renewSecret as renew,
  sendDueNotifications,
  testMail,
  testWebhook,
} from '../../commands/rows/notifications.ts';
import { translate } from '../../messages/translate.ts';
import { commandIo } from '../invocation.ts';
import { parseId } from '../options/number-arguments.ts';
import { EXIT, printJson, printLine, say } from '../output/output.ts';
import { newTable } from '../output/table.ts';
import type { Product } from '../product/product.ts';
import { withDataFolder, withProduct } from '../product/with-product.ts';

const DEFAULT_COUNT = 20;

export function addNotify(program: Command): void {
  program
    .command('notify:test-mail')
    .description('send a test email with the current settings, at once')
    .argument('<address>', 'recipient')
    .action((address: string) => withProduct((product) => report(product.call(testMail, { to: address }))));
  program
    .command('notify:test-webhook')
    .description('call the webhook with a test event, at once')
    .action(() => withProduct((product) => report(product.call(testWebhook, {}))));
  program
    .command('notify:renew-secret')
    .description("replace the webhook's secret, and print the new one once")
    .action(() => withProduct(renewSecret));
  program
    .command('notify:list')
    .description('list the newest notifications: those that were sent, are waiting or were given up')
    .argument('[max]', 'how many', parseId, DEFAULT_COUNT)
    .option('--json', 'print an array')
    .action((max: number, { json }: { json?: boolean }) => withProduct((product) => list(product, max, json)));
  program
    .command('notify:send')
    .description('send waiting notifications now, in this process; for machines without a worker')
    .action(() => withDataFolder(sendWaiting));
}

async function report(result: Promise<{ ok: boolean; code: string | null; message: string }>): Promise<void> {
  const { ok, code, message } = await result;
  say(message);
  await printJson({ ok, code });
  commandIo().exitCode = ok ? EXIT.done : EXIT.refused;
}

async function renewSecret(product: Product): Promise<void> {
  const { webhook_secret } = await product.call(renew, {});
  await printLine(webhook_secret);
  say(translate('cli', 'webhook_secret_once'));
}

async function list(product: Product, max: number, json = false): Promise<void> {
  const { data } = await product.call(listNotifications, { limit: max });
  if (json) return printJson(data);
  const table = newTable({
    head: ['Job', 'Workflow attempt', 'Event', 'Channel', 'Status', 'Tries', 'Last try', 'Next try', 'Problem'],
  });
  for (const { job_id, attempt_id, status, channel, state, tries, last_try_at, next_try_at, message } of data)
    table.push([
      job_id ?? '',
      attempt_id ?? '',
      status,
      channel,
      state,
      tries,
      last_try_at ?? '',
      next_try_at ?? '',
      message ?? '',
    ]);
  await printLine(data.length === 0 ? translate('cli', 'notifications_none') : table);
}

async function sendWaiting(product: Product): Promise<void> {
  const { sent, waiting } = await product.call(sendDueNotifications, { signal: commandIo().interruptSignal() });
  await printJson({ sent, waiting });
  say(translate('cli', 'notifications_sent', { sent, waiting }));
}
