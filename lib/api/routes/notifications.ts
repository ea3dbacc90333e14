import { z } from 'zod';
import type { Delivery } from '../../core/notification/notification.ts';
import { mailTo } from '../../core/settings/mail-settings.ts';
import { translate } from '../../messages/translate.ts';
import { renewWebhookSecret } from '../../operations/settings/renew-webhook-secret.ts';
import { notificationOptions, sendTestEvent, sendTestMail } from '../../runtime/notifications.ts';
import { pageAsked } from '../page.ts';
import { nothing, route } from '../route.ts';
import { named } from '../shapes/named.ts';
import { notificationObject, notificationShape, trialShape } from '../shapes/notification.ts';

/** The newest ones: what is older says nothing any more. */
export const listNotifications = route({
  id: 'listNotifications',
  method: 'GET',
  path: '/notifications',
  tag: 'notifications',
  input: z.object({ limit: pageAsked.limit }),
  answer: named('Notifications', z.object({ data: z.array(notificationShape) })),
  run: ({ limit }, { outbox }) => ({ data: outbox.list(limit).map(notificationObject) }),
});

function trialOf(delivery: Delivery) {
  return delivery.ok
    ? { ok: true, code: null, message: translate('cli', 'test_sent') }
    : { ok: false, code: delivery.code, message: translate('deliveries', delivery.code, delivery.params) };
}

export const testMail = route({
  id: 'testMail',
  method: 'POST',
  path: '/notifications/test-mail',
  tag: 'notifications',
  input: z.object({ to: mailTo }),
  answer: trialShape,
  isNeverKept: true,
  run: async ({ to }, runtime) => trialOf(await sendTestMail(runtime, to)),
});

export const testWebhook = route({
  id: 'testWebhook',
  method: 'POST',
  path: '/notifications/test-webhook',
  tag: 'notifications',
  input: nothing,
  answer: trialShape,
  isNeverKept: true,
  run: async (_, runtime) => trialOf(await sendTestEvent(runtime)),
});

export const renewSecret = route({
  id: 'renewSecret',
  method: 'POST',
  path: '/notifications/renew-secret',
  tag: 'notifications',
  input: nothing,
  answer: named('Secret', z.object({ webhook_secret: z.string() })),
  isNeverKept: true,
  run: (_, runtime) => ({ webhook_secret: renewWebhookSecret(notificationOptions(runtime)) }),
});
