import { expect, test } from 'vitest';
import { connectors } from '../../connectors/registry.ts';
import { hideEchoes } from './hide-echoes.ts';

const fields = connectors.flatMap((connector) => connector.fields);
const agent = 'Mozilla/5.0 (X11; "Käfer" (a+b)*)';
const events = [
  {
    event_id: 'order-1',
    user_data: { em: ['a'.repeat(64)], client_user_agent: agent, client_ip_address: '192.0.2.7' },
  },
  {
    event_name: 'checkout',
    event_id: 'order-2',
    user_data: { click_id: 'CLICK-22', partner_id: 'p' },
    custom_data: { content_category: 'event', contents: [{ item_name: 'Boots' }, { id: 'SKU-77' }] },
  },
  { user_data: { click_id: 'ΚΑΦΕΣ' } },
].map((event) => JSON.stringify(event));
const sent = { count: events.length, jsonAt: (index: number) => events[index] ?? '' };
const hide = hideEchoes({ token: 'pina_secret', events: sent, fields });

test.each<[string, number | undefined, string]>([
  [`Invalid client_user_agent '${agent}'.`, 0, `Invalid client_user_agent '[value]'.`],
  [`Invalid: ${JSON.stringify({ agent })}`, 0, `Invalid: {"agent":"[value]"}`],
  [String.raw`Invalid: "Mozilla/5.0 (X11; \"K\u00e4fer\" (a+b)*)"`, 0, 'Invalid: "[value]"'],
  [String.raw`Invalid: "Mozilla\/5.0 (X11; \"K\u00e4fer\" (a+b)*)"`, 0, 'Invalid: "[value]"'],
  [`Invalid: ${agent.toUpperCase()}`, 0, 'Invalid: [value]'],
  [`hash ${'A'.repeat(64)} at 192.0.2.7`, 0, 'hash [value] at [value]'],
  ['click-22 is unknown', 1, '[value] is unknown'],
  ['click-22 is unknown', undefined, '[value] is unknown'],
  ['Bearer pina_secret may not', undefined, 'Bearer [token] may not'],
  ['bad ΚΑΦΕΣ.x, bad καφες', 2, 'bad [value].x, bad [value]'],
  ['event order-1: the parameter is not known', 0, 'event [value]: the parameter is not known'],
  ["order-10 is not 'order-1'", 0, "order-10 is not '[value]'"],
  ['Unrecognised event_name checkout', 1, 'Unrecognised event_name checkout'],
  ['The boots (sku-77) of this event', 1, 'The [value] ([value]) of this [value]'],
  ['a partner of p', 1, 'a partner of p'],
  ['', 0, ''],
])('hides values in %j (event %s)', (message, event, expected) => {
  expect(hide(message, event)).toBe(expected);
});
