import { expect, test } from 'vitest';
import { Passwords } from './passwords.ts';

/** Two run and 100 wait; more are refused. */
const MAX_CONCURRENT = 102;
/** A hash that is quick to compute. */
const CHEAP = `$argon2id$v=19$m=64,t=1,p=1$${'A'.repeat(22)}$${'A'.repeat(43)}`;

test('refusing a sign-in of an unknown person during a flood does not affect the next one', async () => {
  const passwords = new Passwords();
  const flood = Array.from({ length: MAX_CONCURRENT }, () => passwords.verify('a long password', CHEAP));
  await expect(passwords.verify('a long password', null)).rejects.toMatchObject({ code: 'sign_in_busy' });
  await Promise.all(flood);
  expect(await passwords.verify('a long password', null)).toBe(false);
  expect(await passwords.verify('a long password', await passwords.hash('a long password'))).toBe(true);
});
