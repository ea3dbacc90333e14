/** Years of Japanese eras, in which Japanese forms write dates. */

interface Era {
  /** The year of the common era before the first year of this era. */
  readonly yearBefore: number;
  /** The last year, counted within the era; for the present era, the greatest number of two digits. */
  readonly lastYear: number;
}

const MEIJI: Era = { yearBefore: 1867, lastYear: 45 };
const TAISHO: Era = { yearBefore: 1911, lastYear: 15 };
const SHOWA: Era = { yearBefore: 1925, lastYear: 64 };
const HEISEI: Era = { yearBefore: 1988, lastYear: 31 };
const REIWA: Era = { yearBefore: 2018, lastYear: 99 };
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
  return text.replace(ERA_YEAR, (whole, name: string, yearInEra: string, separator: string) => {
    const era = ERAS[name];
    const year = yearInEra === '元' ? 1 : Number(yearInEra);
    return era && year >= 1 && year <= era.lastYear ? `${era.yearBefore + year}${separator}` : whole;
  });
}
