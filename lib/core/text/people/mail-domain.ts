/** Common misspellings of the domains of mail services: the mailbox that was meant does not exist there. */

/** Misspellings of the names of services, before a dot: `gmial.com`, `hotmial.fr`. None is a domain of a service. */
const MISSPELLED_NAMES: Readonly<Record<string, string>> = {
  gmail: `gmial gmal gmai gmil gamil gmali gmaill gmaiil gnail gemail gimail gmsil gmaul gmaik gmaio ggmail gmailc gmailcom
    gmeil gmlai`,
  googlemail: 'googlmail googelmail goglemail',
  hotmail: 'hotmial hotmal hotmai hotmil hotmaill hotmali hotamil hotmeil homail hormail htomail hotnail',
  yahoo: 'yaho yahooo yahho yhoo yhaoo yaoo yahoocom',
  outlook: 'outlok outloo outlookk outlool outook oulook outllook outlokk',
  icloud: 'iclod icoud icloude iclould icluod iclou iclound',
};
/** Other endings of domains that belong to no mail service. */
const MISSPELLED_DOMAINS: Readonly<Record<string, string>> = {
  'gmail.com': 'gmail.co gmail.cm gmail.om gmail.net gmail.com.br gmail.co.jp gmail.co.uk gmail.com.mx',
  'hotmail.com': 'hotmail.co hotmail.cm hotmail.om',
  'yahoo.com': 'yahoo.cm yahoo.om',
  'yahoo.co.jp': 'yahoo.ne.jp yahoo.or.jp',
  'outlook.com': 'outlook.co outlook.cm outlook.om',
  'icloud.com': 'icloud.co icloud.cm icloud.om',
  'web.de': 'web.ed web.dee',
  'gmx.de': 'gmx.ed gmx.dee',
  'libero.it': 'libero.ti',
};
/** Endings that are no top-level domains. */
const MISSPELLED_ENDINGS: Readonly<Record<string, string>> = {
  com: `con cmo ocm coom vom xom cim cpm coim comcom ${Array.from('abcdefghijklmnopqrstuvwxyz', (letter) => `com${letter}`).join(' ')}`,
  net: 'nte nett',
  org: 'ogr orgg',
};

const names = correctionsOf(MISSPELLED_NAMES);
const domains = correctionsOf(MISSPELLED_DOMAINS);
const endings = correctionsOf(MISSPELLED_ENDINGS);

function correctionsOf(misspelled: Readonly<Record<string, string>>): ReadonlyMap<string, string> {
  const corrections = Object.entries(misspelled).flatMap(([correct, list]) =>
    list.split(/\s+/).map((wrong) => [wrong, correct] as const),
  );
  return new Map(corrections);
}

function alternatives(corrections: ReadonlyMap<string, string>): string {
  return [...corrections.keys()].join('|').replaceAll('.', '\\.');
}

/** What follows the name of a service in a domain: `com`, `co.uk`. In `gemail.firma.de`, the name is that of a host. */
export const ENDING = '(?:[a-z]{2,3}\\.)?[a-z]{2,}';
const OF_SERVICE = new RegExp(`^[^.]+\\.${ENDING}$`);

/** Matches a misspelled domain, for a pattern that looks ahead after the @. */
export const MISSPELLED_DOMAIN = `(?:(?:${alternatives(names)})\\.${ENDING}|${alternatives(domains)})$`;
/** Matches a misspelled ending, for a pattern that looks ahead after the last dot. */
export const MISSPELLED_ENDING = `(?:${alternatives(endings)})$`;

/** A domain as it is spelled correctly; undefined if it is not known to be misspelled. Expects lower case. */
export function correctDomain(domain: string): string | undefined {
  const parts = domain.split('.');
  const ending = parts.at(-1) ?? '';
  const [name = '', ...rest] = [...parts.slice(0, -1), endings.get(ending) ?? ending];
  const correctName = OF_SERVICE.test(domain) ? names.get(name) : undefined;
  const corrected = [correctName ?? name, ...rest].join('.');
  const correct = domains.get(corrected) ?? corrected;
  return correct === domain ? undefined : correct;
}
