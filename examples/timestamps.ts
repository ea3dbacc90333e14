import type { Random } from './random.ts';

/** Timestamps in the formats that shops use. */

const ZONES = [
  { name: 'UTC', hours: 0 },
  { name: 'Asia/Tokyo', hours: 9 },
  { name: 'America/Sao_Paulo', hours: -3 },
] as const;

/** Mostly Unix seconds. */
export function formatTime(seconds: number, random: Random): string {
  if (random.chance(0.7)) return String(seconds);
  return random.pick([prestoTime, isoTime, exponentTime])(seconds, random);
}

/** As Presto prints a timestamp with time zone: `2026-11-24 07:53:20.000 UTC`. */
export function prestoTime(seconds: number, random?: Random): string {
  const zone = random?.pick(ZONES) ?? ZONES[0];
  return `${localTime(seconds, zone.hours).replace('T', ' ')}.000 ${zone.name}`;
}

/** ISO 8601 with an offset. */
function isoTime(seconds: number, random: Random): string {
  const hours = random.pick([0, 1, 9, -3, -8]);
  const offset = hours === 0 ? 'Z' : `${hours < 0 ? '-' : '+'}0${Math.abs(hours)}:00`;
  return localTime(seconds, hours) + offset;
}

/** As a spreadsheet writes a large number: exact, in seconds. */
function exponentTime(seconds: number): string {
  return `${seconds / 1e9}e9`;
}

/** Without a time zone, which is read as UTC. */
export function timeWithoutZone(seconds: number): string {
  return localTime(seconds, 0).replace('T', ' ');
}

function localTime(seconds: number, hours: number): string {
  return new Date((seconds + hours * 3600) * 1000).toISOString().slice(0, 19);
}
