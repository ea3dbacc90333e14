import { z } from 'zod';
import type { SendResult } from '../../core/notification/notification.ts';
import { mailTo } from '../../core/settings/mail-settings.ts';
import { translate } from '../../messages/translate.ts';
import { renewWebhookSecret } from '../../operations/settings/renew-webhook-secret.ts';
import { sendNext } from '../../operations/settings/send-next.ts';
import { sendingOptions, sendTestMail, sendTestWebhook } from '../../runtime/notifications.ts';
import { abortSignal, defineCommand, defineInternalCommand, noInput } from '../command.ts';
import { pageInput } from '../inputs/page.ts';
import { notificationObject, notificationShape, testResultShape } from '../shapes/notification.ts';
import { registerShape } from '../shapes/shape-registry.ts';

/** Lists only the newest notifications, without pages. */
export const listNotifications = defineCommand({
  id: 'listNotifications',
  permission: 'notifications.read',
  effect: 'reads',
  input: z.object({ limit: pageInput.limit }),
  answer: registerShape('Notifications', z.object({ data: z.array(notificationShape) })),
  run: async ({ limit }, { outbox }) => ({ data: (await outbox.list(limit)).map(notificationObject) }),
});

function testResultOf(result: SendResult) {
  return result.ok
    ? { ok: true, code: null, message: translate('cli', 'test_sent') }
    : { ok: false, code: result.code, message: translate('send-problems', result.code, result.params) };
}

export const testMail = defineCommand({
  id: 'testMail',
  permission: 'notifications.manage',
  effect: 'changesInSteps',
  input: z.object({ to: mailTo }),
  answer: testResultShape,
  run: async ({ to }, runtime) => testResultOf(await sendTestMail(runtime, to)),
});

export const testWebhook = defineCommand({
  id: 'testWebhook',
  permission: 'notifications.manage',
  effect: 'changesInSteps',
  input: noInput,
  answer: testResultShape,
  run: async (_, runtime) => testResultOf(await sendTestWebhook(runtime)),
});

export const renewSecret = defineCommand({
  id: 'renewSecret',
  permission: 'notifications.manage',
  effect: 'changes',
  input: noInput,
  answer: registerShape('Secret', z.object({ webhook_secret: z.string() })),
  run: async (_, runtime) => ({ webhook_secret: await renewWebhookSecret(runtime) }),
});

/** Sends all notifications that are due, in this process; stops early if the signal is aborted. */
export const sendDueNotifications = defineInternalCommand({
  id: 'sendDueNotifications',
  permission: 'notifications.manage',
  effect: 'changesInSteps',
  input: z.object({ signal: abortSignal }),
  async run({ signal }, runtime) {
    let sent = 0;
    for (const channel of ['mail', 'webhook'] as const) {
      const options = sendingOptions(runtime, channel);
      const log: typeof options.log = (facts, result) => {
        options.log(facts, result);
        if (result.ok) sent += 1;
      };
      while (await sendNext({ ...options, log }, channel, signal));
    }
    return { sent, waiting: await runtime.outbox.countWaiting() };
  },
});
