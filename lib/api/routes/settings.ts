import { z } from 'zod';
import { INITIAL_MAIL } from '../../core/settings/mail-settings.ts';
import { INITIAL_NOTIFICATIONS } from '../../core/settings/notification-settings.ts';
import { settingBounds } from '../../core/settings/settings.ts';
import { changeSettings as change, settingsToChange } from '../../operations/settings/change-settings.ts';
import { notificationOptions } from '../../runtime/notifications.ts';
import { nothing, route } from '../route.ts';
import { named } from '../shapes/named.ts';
import { changedSettingsShape, settingsObject, settingsShape } from '../shapes/settings.ts';

export const getSettings = route({
  id: 'getSettings',
  method: 'GET',
  path: '/settings',
  tag: 'settings',
  input: nothing,
  answer: settingsShape,
  run: (_, runtime) => settingsObject(runtime),
});

/** What holds where nothing was changed, and between which bounds a number may be changed. */
export const getSettingDefaults = route({
  id: 'getSettingDefaults',
  method: 'GET',
  path: '/settings/defaults',
  tag: 'settings',
  input: nothing,
  answer: named(
    'SettingDefaults',
    z.record(z.string(), z.object({ initial: z.unknown(), min: z.int().optional(), max: z.int().optional() })),
  ),
  run(_, { settings }) {
    const others = Object.entries({ ...INITIAL_MAIL, ...INITIAL_NOTIFICATIONS });
    const unbounded = others.map(([key, initial]) => [key, { initial }]);
    return { ...settingBounds(settings.ceilings), ...Object.fromEntries(unbounded) };
  },
});

export const changeSettings = route({
  id: 'changeSettings',
  method: 'PATCH',
  path: '/settings',
  tag: 'settings',
  input: settingsToChange,
  answer: changedSettingsShape,
  run(asked, runtime) {
    const { secret } = change({ ...notificationOptions(runtime), ...runtime }, asked);
    return { ...settingsObject(runtime), ...(secret !== null && { webhook_secret: secret }) };
  },
});
