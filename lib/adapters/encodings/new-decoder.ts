import { KoreanDecoder } from './korean-decoder.ts';

/** A decoder for an encoding with a canonical name. Characters that cannot be decoded become U+FFFD. */
export function newDecoder(encoding: string): Pick<TextDecoder, 'decode'> | KoreanDecoder {
  return encoding === 'euc-kr' ? new KoreanDecoder() : new TextDecoder(encoding);
}
