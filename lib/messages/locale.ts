/** The languages of the console. The command line and logs use the first one. */
export const LOCALES = ['en', 'ja'] as const;
export type Locale = (typeof LOCALES)[number];

/** Each language's own name, for readers who know only that language. */
export const LANGUAGES: Readonly<Record<Locale, string>> = { en: 'English', ja: '日本語' };

/** Set by the language menu. */
export const LOCALE_COOKIE = 'locale';

/** Set by the console's pages, with the browser's time zone. */
export const TIME_ZONE_COOKIE = 'time_zone';

/** The language chosen in the menu, otherwise the browser's most preferred supported language, otherwise English. */
export function chooseLocale(chosen: string | undefined, acceptLanguage: string | null): Locale {
  const chosenLocale = LOCALES.find((locale) => locale === chosen);
  if (chosenLocale) return chosenLocale;
  const accepted = languagesIn(acceptLanguage ?? '');
  return accepted.flatMap((language) => LOCALES.find((locale) => locale === language) ?? [])[0] ?? 'en';
}

/** The languages of an Accept-Language header without their regions, most preferred first. */
function languagesIn(header: string): string[] {
  const weighted = header.split(',').map((part) => {
    const [range = '', ...parameters] = part.trim().toLowerCase().split(';');
    const weight = parameters.map((parameter) => /^\s*q=([\d.]+)\s*$/.exec(parameter)?.[1]).find(Boolean) ?? '1';
    return { language: range.trim().split('-')[0] ?? '', weight: Number(weight) };
  });
  return weighted
    .filter(({ weight }) => weight > 0)
    .sort((a, b) => b.weight - a.weight)
    .map(({ language }) => language);
}
