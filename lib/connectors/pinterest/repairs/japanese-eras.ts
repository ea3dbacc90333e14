/** Years of Japanese eras, in which Japanese forms write dates. */

interface Era {
  /** The year before the first year of the era. */
  readonly before: number;
  /** The last year of the era; for the present era, which has not ended, the greatest number of two digits. */
  readonly last: number;
}

const MEIJI: Era = { before: 1867, last: 45 };
const TAISHO: Era = { before: 1911, last: 15 };
const SHOWA: Era = { before: 1925, last: 64 };
const HEISEI: Era = { before: 1988, last: 31 };
const REIWA: Era = { before: 2018, last: 99 };
const ERAS: Readonly<Record<string, Era>> = {
  明治: MEIJI,
  大正: TAISHO,
  昭和: SHOWA,
  平成: HEISEI,
  令和: REIWA,
  M: MEIJI,
  T: TAISHO,
  S: SHOWA,
  H: HEISEI,
  R: REIWA,
};
const ERA_YEAR = /^(明治|大正|昭和|平成|令和|[MTSHR](?=\s*\d{1,2}\s*[-/.年]))\s*(元|\d{1,2})\s*([-/.年])/u;

/** Replaces a year of an era: `昭和39年` becomes `1964年`, and `S39.` becomes `1964.`. */
export function inCommonEra(text: string): string {
  return text.replace(ERA_YEAR, (whole, name: string, written: string, sign: string) => {
    const era = ERAS[name];
    const year = written === '元' ? 1 : Number(written);
    return era && year >= 1 && year <= era.last ? `${era.before + year}${sign}` : whole;
  });
}
