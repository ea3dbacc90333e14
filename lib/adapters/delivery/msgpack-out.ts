import { Readable } from 'node:stream';
import { Encoder } from '@msgpack/msgpack';
import { type JsonText, parsedValue, type ResultValue } from '../../core/query/result-value.ts';

/** The range of MessagePack's integers. */
const MIN_INTEGER = -(2n ** 63n);
const MAX_INTEGER = 2n ** 64n - 1n;

/** Records as MessagePack: one array per record, one chunk of bytes per portion. */
export function toMsgpack(portions: AsyncIterable<readonly (readonly JsonText[])[]>): Readable {
  return Readable.from(encodePortions(portions), { objectMode: false });
}

async function* encodePortions(portions: AsyncIterable<readonly (readonly JsonText[])[]>): AsyncGenerator<Buffer> {
  const encoder = new Encoder({ useBigInt64: true });
  for await (const records of portions) {
    const bytes = Buffer.concat(
      records.map((record) => encoder.encode(record.map((json) => toPackable(parsedValue(json))))),
    );
    if (bytes.length > 0) yield bytes;
  }
}

/** Converts integers out of MessagePack's range to strings. */
function toPackable(value: ResultValue): ResultValue {
  if (typeof value === 'bigint') return value >= MIN_INTEGER && value <= MAX_INTEGER ? value : String(value);
  if (value === null || typeof value !== 'object') return value;
  if (isList(value)) return value.map(toPackable);
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, toPackable(member)]));
}

/** Array.isArray does not narrow a read-only array. */
function isList(value: ResultValue): value is readonly ResultValue[] {
  return Array.isArray(value);
}
