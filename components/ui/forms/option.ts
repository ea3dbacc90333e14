import type { ReactNode } from 'react';

/** An option of Select and Combobox. */
export interface Option {
  value: string;
  /** Shown and searched. */
  label: string;
  /** Its code, monospaced after the label; searched as well. */
  code?: string;
  /** Shown after the label, and searched. */
  detail?: string;
  /** Searched, but not shown: other names. */
  keywords?: string;
  /** A second line. */
  help?: string;
  icon?: ReactNode;
  /** Whether an asterisk marks it, as for a required field. */
  starred?: boolean;
  /** Whether a lock marks it, as for a field whose values are hashed. */
  hashed?: boolean;
  /** Monospaced, for codes. */
  mono?: boolean;
  disabled?: boolean;
}

export interface OptionGroup {
  label: string;
  options: readonly Option[];
}

export type Choices = readonly Option[] | readonly OptionGroup[];

export function isGrouped(choices: Choices): choices is readonly OptionGroup[] {
  const first = choices[0];
  return first !== undefined && 'options' in first;
}

export function flatten(choices: Choices): readonly Option[] {
  return isGrouped(choices) ? choices.flatMap((group) => group.options) : choices;
}
