// The simplest design: csv-parse with objects, createHash, JSON.stringify, fetch. Arguments: FILE [URL]
// The baseline of the benchmarks: it validates nothing, supports only the columns that `eventOf` reads, and sends
// nothing without a URL.
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { parse } from 'csv-parse';
import { reportCost } from '../kit/cost.ts';

type Row = Readonly<Record<string, string>>;

const [path = '', url] = process.argv.slice(2);
const EVENTS_PER_CALL = 1000;

await reportCost(async () => {
  let events: object[] = [];
  let sent = 0;
  for await (const row of createReadStream(path).pipe(parse({ columns: true }))) {
    events.push(eventOf(row as Row));
    if (events.length < EVENTS_PER_CALL) continue;
    sent += await send(events);
    events = [];
  }
  return { records: sent + (events.length > 0 ? await send(events) : 0) };
});

async function send(events: readonly object[]): Promise<number> {
  const body = JSON.stringify({ data: events });
  if (url === undefined) Buffer.from(body);
  else await (await fetch(`${url}/v5/ad_accounts/1/events`, { method: 'POST', body })).json();
  return events.length;
}

function sha256(text: string | undefined): string[] {
  return [createHash('sha256').update(String(text).trim().toLowerCase()).digest('hex')];
}

function eventOf(row: Row): object {
  return {
    event_name: row['event_name'],
    action_source: row['action_source'],
    event_time: Number(row['event_time']),
    event_id: row['event_id'],
    event_source_url: row['event_source_url'],
    opt_out: row['opt_out'] === 'yes',
    user_data: {
      em: [...sha256(row['em']), ...sha256(row['em_1'])],
      ph: sha256(row['ph']?.replace(/\D/g, '')),
      ...Object.fromEntries(
        ['ge', 'ln', 'fn', 'st', 'zp', 'country', 'external_id'].map((key) => [key, sha256(row[key])]),
      ),
      db: sha256(row['db']?.replace(/\D/g, '')),
      ct: sha256(row['ct']?.replace(/[^a-z]/gi, '')),
      client_ip_address: row['client_ip_address'],
    },
    custom_data: {
      currency: row['currency'],
      value: row['value'],
      contents: [
        { id: row['item_id'], item_price: row['item_price'], quantity: Number(row['item_quantity']) },
        { id: row['item_id_1'], item_price: row['item_price_1'] },
      ],
      order_id: row['order_id'],
    },
  };
}
