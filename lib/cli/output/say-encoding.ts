import { LOST_CHARACTERS, UNKNOWN_ENCODING } from '../../core/upload/file-format.ts';
import { translate } from '../../messages/translate.ts';
import type { ValidatedRecord } from '../../operations/exports/validate-file.ts';
import { say } from './output.ts';

const GUESSED: readonly string[] = ['shift_jis', 'iso-2022-jp'];

const NO_ENCODING: readonly string[] = [UNKNOWN_ENCODING, LOST_CHARACTERS];

/** Prints the encoding that was guessed for a file without a byte order mark. */
export function sayGuessedEncoding(encodingFlag: string | undefined, encoding: string): void {
  if (encodingFlag === undefined && GUESSED.includes(encoding)) say(translate('cli', 'encoding_guessed', { encoding }));
}

/**
 * Passes the records on. At the first bytes that are not valid in `encoding`, prints which encoding these bytes look
 * like.
 */
export async function* withLikelyEncoding(
  records: AsyncIterable<ValidatedRecord>,
  encoding: string,
): AsyncGenerator<ValidatedRecord> {
  let isPrinted = false;
  for await (const record of records) {
    const likely: string | undefined = isPrinted ? undefined : likelyOf(record);
    if (likely !== undefined) say(translate('cli', 'encoding_likely', { line: record.place.line, encoding, likely }));
    isPrinted ||= likely !== undefined;
    yield record;
  }
}

function likelyOf({ errors }: ValidatedRecord): string | undefined {
  const likely = errors.find(({ code }) => code === 'bad_encoding')?.params?.['likely'];
  return typeof likely === 'string' && !NO_ENCODING.includes(likely) ? likely : undefined;
}
