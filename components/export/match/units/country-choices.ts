import { getCountries, getCountryCallingCode } from 'libphonenumber-js/core';
import metadata from 'libphonenumber-js/min/metadata';
import { useLocale } from 'next-intl';
import { useMemo } from 'react';
import type { Option } from '#components/ui/forms/option.ts';

/** Countries with their calling codes, by name. */
export function useCountryChoices(): readonly Option[] {
  const locale = useLocale();
  return useMemo(() => {
    const names = new Intl.DisplayNames(locale, { type: 'region' });
    const options = getCountries(metadata).map((code) => ({
      value: code,
      label: names.of(code) ?? code,
      code,
      detail: `+${getCountryCallingCode(code, metadata)}`,
    }));
    return options.sort((a, b) => a.label.localeCompare(b.label, locale));
  }, [locale]);
}
