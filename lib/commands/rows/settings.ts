import { z } from 'zod';
import { refuseStaleProof } from '../../core/access/fresh-proof.ts';
import { INITIAL_MAIL } from '../../core/settings/mail-settings.ts';
import { INITIAL_NOTIFICATIONS } from '../../core/settings/notification-settings.ts';
import { settingBounds } from '../../core/settings/numeric-settings.ts';
import { isMailKey } from '../../core/settings/setting-key.ts';
import { changeSettings as change, settingsToChange } from '../../operations/settings/change-settings.ts';
import { defineCommand, noInput } from '../command.ts';
import { changedSettingsShape, settingsObject, settingsShape } from '../shapes/settings.ts';
import { registerShape } from '../shapes/shape-registry.ts';

export const getSettings = defineCommand({
  id: 'getSettings',
  permission: 'settings.read',
  effect: 'reads',
  input: noInput,
  answer: settingsShape,
  run: (_, runtime) => settingsObject(runtime),
});

/** The default of each setting, and the bounds of numbers. */
export const getSettingDefaults = defineCommand({
  id: 'getSettingDefaults',
  permission: 'settings.read',
  effect: 'reads',
  input: noInput,
  answer: registerShape(
    'SettingDefaults',
    z.record(z.string(), z.object({ initial: z.unknown(), min: z.int().optional(), max: z.int().optional() })),
  ),
  run(_, { settings }) {
    const others = Object.entries({ ...INITIAL_MAIL, ...INITIAL_NOTIFICATIONS });
    const unbounded = others.map(([key, initial]) => [key, { initial }]);
    return { ...settingBounds(settings.ceilings), ...Object.fromEntries(unbounded) };
  },
});

export const changeSettings = defineCommand({
  id: 'changeSettings',
  permission: 'settings.manage',
  effect: 'changes',
  input: settingsToChange,
  answer: changedSettingsShape,
  async run(input, runtime, actor) {
    // A person who sets the mail server can read the links that are mailed.
    if (Object.keys(input).some(isMailOrPassword)) refuseStaleProof(actor, runtime.clock.now());
    const { secret } = await change(runtime, input);
    return { ...(await settingsObject(runtime)), ...(secret !== null && { webhook_secret: secret }) };
  },
});

function isMailOrPassword(key: string): boolean {
  return isMailKey(key) || key === 'smtp_password';
}
