const REPLACEMENT = 0xfffd;
const FIRST_LEAD = 0x81;
const LAST_LEAD = 0xfe;
const FIRST_TRAIL = 0x41;
const LAST_TRAIL = 0xfe;
const TRAILS = LAST_TRAIL - FIRST_TRAIL + 1;
/** In the older part of the table, both bytes have at least this value. */
const FIRST_OLD = 0xa1;
/** After this lead, the table has no more Hangul outside its older part. */
const LAST_ADDED_LEAD = 0xc6;
const FIRST_HANGUL = 0xac00;
const LAST_HANGUL = 0xd7a3;
/** Characters of the older part that Node's decoder lacks, because they were added later. */
const MISSING_IN_NODE = [
  { lead: 0xa2, trail: 0xe6, unit: 0x20ac },
  { lead: 0xa2, trail: 0xe7, unit: 0xae },
] as const;

let table: Uint16Array | undefined;

/**
 * Decodes EUC-KR as Korean Windows writes it (code page 949), and as web standards define it, apart from private-use
 * characters, which only Windows has. Node's own decoder lacks the 8,822 Hangul syllables that Windows adds to the
 * 2,350 of the older table.
 */
export class KoreanDecoder {
  #lead = 0;

  decode(bytes: Uint8Array, { stream = false }: { readonly stream?: boolean } = {}): string {
    table ??= createTable();
    const units = new Uint16Array(2 * bytes.length + 2);
    let length = 0;
    for (const byte of bytes) {
      if (this.#lead !== 0) {
        const unit = unitOf(table, this.#lead, byte);
        this.#lead = 0;
        units[length++] = unit;
        // A broken character does not take a comma or a line end with it.
        if (unit === REPLACEMENT && byte < 0x80) units[length++] = byte;
      } else if (byte >= FIRST_LEAD && byte <= LAST_LEAD) this.#lead = byte;
      else units[length++] = byte < 0x80 ? byte : REPLACEMENT;
    }
    if (!stream && this.#lead !== 0) {
      this.#lead = 0;
      units[length++] = REPLACEMENT;
    }
    return new TextDecoder('utf-16le', { ignoreBOM: true }).decode(units.subarray(0, length));
  }
}

/** The UTF-16 unit of a character of two bytes; REPLACEMENT if there is no such character. */
function unitOf(units: Uint16Array, lead: number, trail: number): number {
  if (trail < FIRST_TRAIL || trail > LAST_TRAIL) return REPLACEMENT;
  return units[indexOf(lead, trail)] || REPLACEMENT;
}

function indexOf(lead: number, trail: number): number {
  return (lead - FIRST_LEAD) * TRAILS + trail - FIRST_TRAIL;
}

/** The characters by their two bytes. The added codes have, in order, the syllables that the older part lacks. */
function createTable(): Uint16Array {
  const units = new Uint16Array((LAST_LEAD - FIRST_LEAD + 1) * TRAILS);
  const oldCharacters = new Set<number>();
  const decoder = new TextDecoder('euc-kr');
  for (let lead = FIRST_OLD; lead <= LAST_LEAD; lead++) {
    for (let trail = FIRST_OLD; trail <= LAST_TRAIL; trail++) {
      const text = decoder.decode(Uint8Array.of(lead, trail));
      if (text.length !== 1) continue;
      units[indexOf(lead, trail)] = text.charCodeAt(0);
      oldCharacters.add(text.charCodeAt(0));
    }
  }
  for (const { lead, trail, unit } of MISSING_IN_NODE) units[indexOf(lead, trail)] = unit;
  let syllable = FIRST_HANGUL;
  for (let lead = FIRST_LEAD; lead <= LAST_ADDED_LEAD; lead++) {
    for (let trail = FIRST_TRAIL; trail <= LAST_TRAIL; trail++) {
      if (!isAddedByWindows(lead, trail)) continue;
      while (oldCharacters.has(syllable)) syllable++;
      if (syllable > LAST_HANGUL) return units;
      units[indexOf(lead, trail)] = syllable++;
    }
  }
  return units;
}

function isAddedByWindows(lead: number, trail: number): boolean {
  const isOld = lead >= FIRST_OLD && trail >= FIRST_OLD;
  const isLetter = trail <= 0x5a || (trail >= 0x61 && trail <= 0x7a);
  return !isOld && (isLetter || trail >= FIRST_LEAD);
}
