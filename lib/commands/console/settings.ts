import { z } from 'zod';
import { UserError } from '../../core/errors.ts';
import { publicOrigin } from '../../core/network/public-origin.ts';
import { mailTo } from '../../core/settings/mail-settings.ts';
import { uncheckedNumericSettings } from '../../core/settings/numeric-settings.ts';
import { changeSettings } from '../../operations/settings/change-settings.ts';
import { reportStatus } from '../../operations/settings/report-status.ts';
import { changeMail, mailToChange } from '../../operations/settings/save-mail.ts';
import { sendTestMail, sendTestWebhook } from '../../runtime/notifications.ts';
import { statusOptions } from '../../runtime/operation-options.ts';
import { certificateState } from '../../runtime/security/certificate-state.ts';
import { defineInternalCommand, noInput } from '../command.ts';

/** The numeric settings, and their upper bounds. */
export const viewNumericSettings = defineInternalCommand({
  id: 'viewNumericSettings',
  permission: 'settings.read',
  effect: 'reads',
  input: noInput,
  run: async (_, { settings }) => ({ current: await settings.current(), ceilings: settings.ceilings }),
});

/**
 * Saves numeric settings. Refused with `retention_changed` if the retention has changed since the page loaded it: the
 * page compares the loaded retention with the new one to have the deletion of files confirmed.
 */
export const saveNumericSettings = defineInternalCommand({
  id: 'saveNumericSettings',
  action: 'changeSettings',
  permission: 'settings.manage',
  effect: 'changes',
  input: z.object(uncheckedNumericSettings).partial().extend({ seenRetentionDays: z.int() }),
  async run({ seenRetentionDays, ...changes }, runtime) {
    const { retention_days: days } = await runtime.settings.current();
    if (changes.retention_days !== undefined && days !== seenRetentionDays)
      throw new UserError('retention_changed', { days });
    await changeSettings(runtime, changes);
  },
});

export const viewMailSettings = defineInternalCommand({
  id: 'viewMailSettings',
  permission: 'settings.read',
  effect: 'reads',
  input: noInput,
  async run(_, { settings, secrets }) {
    const current = await settings.mail();
    const [recipient = current.mail_from] = (await settings.notifications()).mail_recipients;
    return { current, passwordSince: await secrets.storedSince('smtp_password'), testTo: recipient };
  },
});

/**
 * Keeps settings that are not given, and the stored password in the cases that `saveMail` names. Needs a proof, because
 * the mail server that is set here receives links with which passwords are set.
 */
export const saveMailSettings = defineInternalCommand({
  id: 'saveMailSettings',
  permission: 'settings.manage',
  needsProof: true,
  effect: 'changes',
  input: mailToChange,
  run: (changes, runtime) => changeMail(runtime, changes),
});

/** Like `testMail`, with a code to be shown in the person's language. */
export const testMailInConsole = defineInternalCommand({
  id: 'testMailInConsole',
  action: 'testMail',
  permission: 'notifications.manage',
  effect: 'changesInSteps',
  input: z.object({ to: mailTo }),
  run: ({ to }, runtime) => sendTestMail(runtime, to),
});

const MAX_REPORTS = 20;

export const viewNotificationSettings = defineInternalCommand({
  id: 'viewNotificationSettings',
  permission: 'notifications.read',
  effect: 'reads',
  input: noInput,
  async run(_, { settings, secrets, outbox, workers, env }) {
    return {
      current: await settings.notifications(),
      hasMailServer: (await settings.mail()).smtp_host !== '',
      secretSince: await secrets.storedSince('webhook_secret'),
      defaultBaseUrl: publicOrigin(env),
      reports: await outbox.list(MAX_REPORTS),
      isWorkerAlive: await workers.isAnyAlive(),
    };
  },
});

/** Like `testWebhook`, with a code to be shown in the person's language. */
export const testWebhookInConsole = defineInternalCommand({
  id: 'testWebhookInConsole',
  action: 'testWebhook',
  permission: 'notifications.manage',
  effect: 'changesInSteps',
  input: noInput,
  run: (_, runtime) => sendTestWebhook(runtime),
});

/** The current status of the product. */
export const viewStatus = defineInternalCommand({
  id: 'viewStatus',
  permission: 'product.read',
  effect: 'reads',
  input: noInput,
  async run(_, runtime) {
    const status = await reportStatus(await statusOptions(runtime));
    return { ...status, auditFault: runtime.auditChain.lastReport()?.fault ?? null };
  },
});

/** The public URL of the console, and the state of its certificate. */
export const viewNetwork = defineInternalCommand({
  id: 'viewNetwork',
  permission: 'product.read',
  effect: 'reads',
  input: noInput,
  run: (_, { env, clock }) => ({
    publicUrl: env.publicUrl ?? null,
    certificate: certificateState(env, clock.now()),
  }),
});

/** Environment variables that pages show. */
export const viewEnvironment = defineInternalCommand({
  id: 'viewEnvironment',
  permission: 'product.read',
  effect: 'reads',
  input: noInput,
  run: (_, { env }) => ({ defaultBaseUrl: publicOrigin(env), trinoCatalog: env.trino?.catalog ?? null }),
});
