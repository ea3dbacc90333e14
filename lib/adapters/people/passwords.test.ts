import { expect, test } from 'vitest';
import { Passwords } from './passwords.ts';

/** Running and waiting at the same time; more are refused. */
const MOST_AT_A_TIME = 102;
/** A hash that is quickly computed. */
const CHEAP = `$argon2id$v=19$m=64,t=1,p=1$${'A'.repeat(22)}$${'A'.repeat(43)}`;

test('a sign-in of an unknown person that was refused in a flood does not change the next one', async () => {
  const passwords = new Passwords();
  const flood = Array.from({ length: MOST_AT_A_TIME }, () => passwords.verify('a long password', CHEAP));
  await expect(passwords.verify('a long password', null)).rejects.toMatchObject({ code: 'sign_in_busy' });
  await Promise.all(flood);
  expect(await passwords.verify('a long password', null)).toBe(false);
  expect(await passwords.verify('a long password', await passwords.hash('a long password'))).toBe(true);
});
