/** Years of eras, in which forms in Japan and Taiwan write dates. */

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
/** The era of the Republic of China. */
const MINGUO: Era = { yearBefore: 1911, lastYear: 999 };
/** By the first character of the era's name, which is also its abbreviation: `昭39.10.10`. */
const ERAS: Readonly<Record<string, Era>> = {
  明: MEIJI,
  大: TAISHO,
  昭: SHOWA,
  平: HEISEI,
  令: REIWA,
  民: MINGUO,
  M: MEIJI,
  T: TAISHO,
  S: SHOWA,
  H: HEISEI,
  R: REIWA,
};
const ERA_YEAR =
  /^(明治?|大正?|昭和?|平成?|令和?|(?:中華)?民[国國]|[MTSHR](?=\s*\d{1,2}\s*[-/.年]))\s*(元|\d{1,3})\s*([-/.年])/iu;
/** `S391010`, as insurers and older systems write `S39.10.10`. */
const COMPACT_ERA_DAY = /^([MTSHR]\d\d)(\d\d)(\d\d)$/i;

/** Replaces a year of an era: `昭和39年` becomes `1964年`, and `S39.` becomes `1964.`. */
export function inCommonEra(text: string): string {
  const separated = text.replace(COMPACT_ERA_DAY, '$1.$2.$3');
  return separated.replace(ERA_YEAR, (whole, name: string, yearInEra: string, separator: string) => {
    const era = ERAS[name.replace(/^中華/, '').slice(0, 1).toUpperCase()];
    const year = yearInEra === '元' ? 1 : Number(yearInEra);
    return era && year >= 1 && year <= era.lastYear ? `${era.yearBefore + year}${separator}` : whole;
  });
}
