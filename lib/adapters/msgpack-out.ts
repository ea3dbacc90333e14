import { Readable } from 'node:stream';
import { Encoder } from '@msgpack/msgpack';
import type { ResultValue } from '../core/result-value.ts';

/** Records as MessagePack: an array each, one behind the other, a portion of bytes for each portion of records. */
export function toMsgpack(portions: AsyncIterable<readonly (readonly ResultValue[])[]>): Readable {
  return Readable.from(packed(portions), { objectMode: false });
}

async function* packed(portions: AsyncIterable<readonly (readonly ResultValue[])[]>): AsyncGenerator<Buffer> {
  const encoder = new Encoder({ useBigInt64: true });
  for await (const records of portions) {
    const bytes = Buffer.concat(records.map((record) => encoder.encode(record)));
    if (bytes.length > 0) yield bytes;
  }
}
