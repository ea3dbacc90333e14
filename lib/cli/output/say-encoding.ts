import { translate } from '../../messages/translate.ts';
import { say } from './output.ts';

/** Prints a guessed encoding: only Shift_JIS is guessed, for a file without a byte order mark. */
export function sayGuessedEncoding(given: string | undefined, encoding: string): void {
  if (given === undefined && encoding === 'shift_jis') say(translate('cli', 'encoding_guessed', { encoding }));
}
