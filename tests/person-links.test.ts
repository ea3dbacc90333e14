import { expect, test } from 'vitest';
import { afterMail, type PersonLink, withLink } from '../components/settings/people/person-links.ts';

/** The links that the people page shows after one was created or mailed. */

const link = (token: string, mail: PersonLink['mail']): PersonLink => ({
  id: 1,
  token,
  mail,
  url: `https://console.example/invitations/${token}`,
  email: `${token}@shop.example`,
});
const [aiko, jonas] = [link('aiko', 'sending'), link('jonas', 'notOffered')];

const CHANGES: readonly [string, readonly PersonLink[], PersonLink, readonly PersonLink[]][] = [
  ['a new link is shown', [], jonas, [jonas]],
  ['a mailed link stays until it is closed', [aiko], link('aiko', 'sent'), [link('aiko', 'sent')]],
  ['a closed link is not shown again once it is mailed', [], link('aiko', 'sent'), []],
  ['a closed link that was not mailed is shown again', [], link('aiko', 'offered'), [link('aiko', 'offered')]],
  ['another link stays when a closed one is mailed', [jonas], link('aiko', 'sent'), [jonas]],
  [
    'another link stays before one that was not mailed',
    [jonas],
    link('aiko', 'offered'),
    [jonas, link('aiko', 'offered')],
  ],
];

test.each(CHANGES)('%s', (_, before, changed, after) => {
  expect(withLink(before, changed)).toEqual(after);
});

test('a link is sent or has a problem, never both', () => {
  const refused = afterMail(aiko, 'The mail server refused the email.');
  expect(refused).toMatchObject({ mail: 'offered', problem: 'The mail server refused the email.' });
  expect(afterMail(refused, undefined)).toMatchObject({ mail: 'sent', problem: undefined });
});
