import { Readable } from 'node:stream';
import { Encoder } from '@msgpack/msgpack';
import { type JsonText, parsedValue, type ResultValue } from '../../core/query/result-value.ts';

/** What MessagePack holds as an integer. */
const SMALLEST = -(2n ** 63n);
const LARGEST = 2n ** 64n - 1n;

/** Records as MessagePack: an array each, one behind the other, a portion of bytes for each portion of records. */
export function toMsgpack(portions: AsyncIterable<readonly (readonly JsonText[])[]>): Readable {
  return Readable.from(packed(portions), { objectMode: false });
}

async function* packed(portions: AsyncIterable<readonly (readonly JsonText[])[]>): AsyncGenerator<Buffer> {
  const encoder = new Encoder({ useBigInt64: true });
  for await (const records of portions) {
    const bytes = Buffer.concat(
      records.map((record) => encoder.encode(record.map((json) => packable(parsedValue(json))))),
    );
    if (bytes.length > 0) yield bytes;
  }
}

/** Integers that MessagePack cannot hold become texts. */
function packable(value: ResultValue): ResultValue {
  if (typeof value === 'bigint') return value >= SMALLEST && value <= LARGEST ? value : String(value);
  if (value === null || typeof value !== 'object') return value;
  if (isList(value)) return value.map(packable);
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, packable(each)]));
}

/** Array.isArray does not narrow a read-only array. */
function isList(value: ResultValue): value is readonly ResultValue[] {
  return Array.isArray(value);
}
