/** The languages of the console. Commands, logs and files of a shell are in the first one. */
export const LOCALES = ['en', 'ja'] as const;
export type Locale = (typeof LOCALES)[number];

/** Each by its own name, so that whoever reads only that one finds it. */
export const LANGUAGES: Readonly<Record<Locale, string>> = { en: 'English', ja: '日本語' };

/** What the language menu sets. */
export const LOCALE_COOKIE = 'locale';

/** The language that was chosen here, else the one the browser likes best of those there are, else English. */
export function chooseLocale(chosen: string | undefined, acceptLanguage: string | null): Locale {
  const known = LOCALES.find((locale) => locale === chosen);
  if (known) return known;
  const liked = languagesIn(acceptLanguage ?? '');
  return liked.flatMap((language) => LOCALES.find((locale) => locale === language) ?? [])[0] ?? 'en';
}

/** The languages of an Accept-Language header without their regions, best first. */
function languagesIn(header: string): string[] {
  const weighed = header.split(',').map((part) => {
    const [range = '', ...parameters] = part.trim().toLowerCase().split(';');
    const weight = parameters.map((parameter) => /^\s*q=([\d.]+)\s*$/.exec(parameter)?.[1]).find(Boolean) ?? '1';
    return { language: range.trim().split('-')[0] ?? '', weight: Number(weight) };
  });
  return weighed
    .filter(({ weight }) => weight > 0)
    .sort((a, b) => b.weight - a.weight)
    .map(({ language }) => language);
}
