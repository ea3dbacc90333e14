import { MAX_RECORD_BYTES } from '../../core/upload/file-format.ts';

/** In the multi-byte encodings no longer character contains a byte below this one: commas, quotes, spaces, line ends. */
const LEAST_TRAIL_BYTE = 0x30;

/**
 * A stage of a pipeline that decodes text; what cannot be decoded becomes U+FFFD. Node's decoders for EUC-JP and GB18030
 * throw where chunks meet inside a broken character, so chunks are made to meet after a byte that ends one for certain.
 */
export async function* decoded(chunks: AsyncIterable<Buffer>, encoding: string): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding);
  const mark = encoding.startsWith('utf-') ? (text: string) => text : markLeftovers;
  let held: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of chunks) {
    const safe = afterLastSafeByte(chunk);
    bytes += chunk.length;
    // Without such a byte for so long it is no record anyone will read: cut it anywhere.
    const cut = safe === 0 && bytes > MAX_RECORD_BYTES ? chunk.length : safe;
    held.push(chunk.subarray(0, cut));
    if (cut > 0) {
      yield mark(decoder.decode(Buffer.concat(held), { stream: cut === safe }));
      held = [];
      bytes = chunk.length - cut;
    }
    held.push(chunk.subarray(cut));
  }
  yield mark(decoder.decode(Buffer.concat(held)));
}

function afterLastSafeByte(chunk: Buffer): number {
  let at = chunk.length;
  while (at > 0 && (chunk[at - 1] ?? 0) >= LEAST_TRAIL_BYTE) at--;
  return at;
}

/** Some legacy decoders pass a byte that means nothing as a C1 control, which no text of theirs contains. */
function markLeftovers(text: string): string {
  return text.replace(/[\u0080-\u009f]/g, '\ufffd');
}
