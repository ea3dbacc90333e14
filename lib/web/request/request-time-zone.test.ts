import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';
import { expect, test } from 'vitest';

const MODULE = resolve(import.meta.dirname, 'request-time-zone.ts');

test.each([
  ['Asia/Tokyo', 'Asia/Tokyo'],
  ['GMT', 'UTC'],
  ['', 'UTC'],
])('without a request, a machine whose TZ is %j has the time zone %s', (TZ, expected) => {
  const script = `console.log(await (await import(${JSON.stringify(MODULE)})).requestTimeZone())`;
  const { stdout } = spawnSync(process.execPath, ['--input-type=module', '-e', script], {
    env: { ...process.env, TZ },
    encoding: 'utf8',
  });
  expect(stdout.trim()).toBe(expected);
});
