import { isTimeZone } from '../../core/schedule/timetable.ts';
import { TIME_ZONE_COOKIE } from '../../messages/locale.ts';

const { timeZone: zoneOfMachine } = new Intl.DateTimeFormat().resolvedOptions();
/** The variable TZ can name what is no time zone of the tz database. */
const machineTimeZone = isTimeZone(zoneOfMachine ?? '') ? zoneOfMachine : 'UTC';

/**
 * The time zone of the browser that made the current request; until its cookie is set, that of the console's machine.
 */
export async function requestTimeZone(): Promise<string> {
  const { cookies } = await import('next/headers.js');
  try {
    const timeZone = (await cookies()).get(TIME_ZONE_COOKIE)?.value ?? '';
    return isTimeZone(timeZone) ? timeZone : machineTimeZone;
  } catch {
    return machineTimeZone;
  }
}
