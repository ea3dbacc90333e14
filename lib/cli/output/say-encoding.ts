import { translate } from '../../messages/translate.ts';
import { say } from './output.ts';

const GUESSED: readonly string[] = ['shift_jis', 'iso-2022-jp'];

/** Prints the encoding that was guessed for a file without a byte order mark. */
export function sayGuessedEncoding(given: string | undefined, encoding: string): void {
  if (given === undefined && GUESSED.includes(encoding)) say(translate('cli', 'encoding_guessed', { encoding }));
}
