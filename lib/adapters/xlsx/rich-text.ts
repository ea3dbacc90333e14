import { MAX_RECORD_BYTES } from '../../core/upload/file-format.ts';

/**
 * Collects the text of a string item (`si` or `is`): its runs joined, without the phonetic readings that Japanese Excel
 * stores beside them. Text beyond the limit of a record is not kept, because such a record is invalid anyway.
 */
export class RichText {
  #text = '';
  #isInText = false;
  #isInPhonetic = false;

  open(name: string): void {
    if (name === 't') this.#isInText = true;
    else if (name === 'rPh') this.#isInPhonetic = true;
  }

  close(name: string): void {
    if (name === 't') this.#isInText = false;
    else if (name === 'rPh') this.#isInPhonetic = false;
  }

  add(text: string): void {
    if (this.#isInText && !this.#isInPhonetic && this.#text.length <= MAX_RECORD_BYTES) this.#text += text;
  }

  /** The text so far, which is then cleared. */
  take(): string {
    const text = unescapeCharacters(this.#text);
    this.#text = '';
    return text;
  }
}

/**
 * Decodes `_xHHHH_`. In this form, Excel writes characters that XML cannot contain, and underscores that would look
 * like the beginning of such a code.
 */
export function unescapeCharacters(text: string): string {
  if (!text.includes('_x')) return text;
  return text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}
