import { getCountries, getCountryCallingCode } from 'libphonenumber-js/core';
import metadata from 'libphonenumber-js/min/metadata';
import { useMemo } from 'react';
import type { Connector } from '#lib/core/connector/connector.ts';
import type { FileProfile } from '#lib/core/matching/column-profile.ts';
import { countryOfPhones, countryOfRecords, type PlaceHint } from '#lib/core/matching/place-hint.ts';
import type { Plan } from '#lib/core/record/plan.ts';

/** Where most records of a file come from: by its countries, else by its phone numbers. */
export function usePlace(
  connector: Pick<Connector, 'fields'>,
  plan: Plan,
  profile: FileProfile | undefined,
): PlaceHint | undefined {
  return useMemo(() => {
    if (!profile) return undefined;
    return countryOfRecords(connector.fields, plan, profile) ?? countryOfPhones(profile, countryOfCallingCode);
  }, [connector, plan, profile]);
}

/** The country of the calling code that these three digits begin with, if only one country has it. */
function countryOfCallingCode(digits: string): string | undefined {
  const lengths = [3, 2, 1];
  for (const length of lengths) {
    const countries = COUNTRIES_BY_CALLING_CODE.get(digits.slice(0, length)) ?? [];
    if (countries.length > 0) return countries.length === 1 ? countries[0] : undefined;
  }
  return undefined;
}

const COUNTRIES_BY_CALLING_CODE = Map.groupBy<string, string>(getCountries(metadata), (country) =>
  getCountryCallingCode(country as Parameters<typeof getCountryCallingCode>[0], metadata),
);
