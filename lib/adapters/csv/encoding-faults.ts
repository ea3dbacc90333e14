import type { RowFault } from '../../core/record/row.ts';
import type { RowBlock } from '../../core/record/row-block.ts';
import { UNKNOWN_ENCODING } from '../../core/upload/file-format.ts';
import { surveyEncoding } from './survey-encoding.ts';

/**
 * The same blocks, with the likely encoding of the spool in encoding faults of unknown cause. The encoding is judged by
 * many records, because the letters of one record are often the same in several encodings, which differ in other
 * records.
 */
export async function* withLikelyEncoding(blocks: AsyncIterable<RowBlock>, spool: string): AsyncGenerator<RowBlock> {
  let likely: string | undefined;
  for await (const block of blocks) {
    if (!hasUnknownEncoding(block)) {
      yield block;
      continue;
    }
    likely ??= await likelyEncodingOf(spool);
    const encoding = likely;
    yield block.withFaults((fault) => (isOfUnknownEncoding(fault) ? withLikely(fault, encoding) : fault));
  }
}

/** The same fault; if it is an encoding fault of unknown cause, with the likely encoding of the spool. */
export async function explainFault(fault: RowFault, spool: string): Promise<RowFault> {
  return isOfUnknownEncoding(fault) ? withLikely(fault, await likelyEncodingOf(spool)) : fault;
}

async function likelyEncodingOf(spool: string): Promise<string> {
  const { guess } = await surveyEncoding(spool);
  return guess?.encoding ?? UNKNOWN_ENCODING;
}

function withLikely(fault: RowFault, likely: string): RowFault {
  return { ...fault, params: { likely } };
}

function hasUnknownEncoding(block: RowBlock): boolean {
  if (!block.hasFaults) return false;
  for (let index = 0; index < block.length; index++) if (isOfUnknownEncoding(block.faultOf(index))) return true;
  return false;
}

function isOfUnknownEncoding(fault: RowFault | undefined): boolean {
  return fault?.code === 'bad_encoding' && fault.params?.['likely'] === UNKNOWN_ENCODING;
}
